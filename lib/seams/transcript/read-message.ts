import type { AddressReader } from "./read-address.ts";
import { type Ledger, type Route, readLedger } from "./read-ledger.ts";

/**
 * What an entry of the orchestrator is: a `ledger` (JSON that says who is next), a `note` (nothing but whose turn it is), a
 * `thought` (plan, fact sheet, reasoning), a `closing` (final answer, end of the run, start over) or a `message` to somebody.
 */
type MessageKind = "ledger" | "note" | "thought" | "closing" | "message";

/** An entry as it was understood. */
export interface Reading {
  kind: MessageKind;
  /** Whom it names as the one to do the work, with what is to be done where that is told apart. */
  routes: Route[];
  /** Whom it says it is going to ask, without asking. */
  announced: string[];
  /** A ledger that takes stock: it does not ask, it prepares to. */
  isProgress: boolean;
  /** It asks for something, whoever is meant. */
  isRequest: boolean;
}

const NOISE = /\n(?:\S+\.py:\d+: \w*Warning: |Error processing publish message|Traceback \(most recent call last\):)/;
const CLOSING =
  /^\W*(?:final answer|the final answer|termination|terminat(?:e|ing)\b|request (?:is )?(?:fully )?satisfied|task (?:is |has been )?(?:complete|completed|done|finished)|max(?:imum)? (?:number of )?(?:rounds|turns|time|messages|iterations)|no agent selected|stalled\b|replan(?:ning| counter)|all (?:tasks |work )?(?:is |are )?done\b|goodbye|stop(?:ping)? condition|the (?:run|conversation|task) (?:has )?(?:ended|is over|is complete))/i;
const ANSWERING =
  /^\W*(?:the answer (?:is|to)|answer\s*:|to summari[sz]e\b|in summary|in conclusion|summary\s*:|here (?:is|are) (?:the |your )?(?:final|answer|result|complete|summary|list)|based on (?:all |the )?(?:information|results|findings|work)[^.]{0,80}, the (?:final )?answer)/i;
const THINKING =
  /^\W*(?:(?:initial|new|updated|revised|current|overall|our|my|the)? ?(?:plan|fact ?sheet|facts|ledger|progress|analysis|strategy|status|reasoning|thoughts?|thinking)\s*(?:is\b|:|\n|$)|here(?: is|'s|’s) (?:the|an|a|my|our) [^\n]{0,40}(?:plan|fact ?sheet|strategy|overview|analysis)|we are working to address|updated ledger|given or verified|thought\b|\(thought\)|\[thought\]|let me (?:think|see|consider|analy[sz]e|plan|review|reflect|check what)|(?:so far|okay,? so far),? we|i (?:should|need to|must|have to|think|believe|wonder|am thinking|will need|see that|notice)\b|we (?:should|need to|must|have|still|now have|are)\b|it (?:seems|looks|appears)\b|to (?:answer|solve|address|complete) (?:this|the)|step \d+\s*[:.)]|no (?:reply|response|answer) (?:from|yet|came)|(?:still )?waiting\b|progress is\b|round \d+)/i;
const ASKING =
  /^\W*(?:please|kindly|now|next|then|also|first|again)?\W*(?:please|kindly|can you|could you|would you|will you|are you able|do you|what|which|who|when|where|how|why|is there|are there|you (?:should|need|must|can)|your (?:task|job)|i need you|i want you|i'd like you|analy[sz]e|answer|apply|ask|assess|book|browse|build|calculate|check|choose|clean|click|close|collect|combine|compare|compile|compute|conduct|confirm|consider|continue|convert|convey|count|crawl|create|cross-check|debug|define|deploy|describe|design|determine|develop|display|do|double-check|download|draft|draw|edit|enter|estimate|evaluate|examine|execute|explain|explore|export|extract|fetch|fill|filter|find|finish|fix|focus|follow|format|formulate|gather|generate|get|give|go|help|identify|implement|import|improve|inspect|install|interpret|investigate|list|load|locate|log|look|make|map|measure|merge|modify|monitor|move|navigate|note|obtain|open|optimi[sz]e|outline|parse|perform|pick|plan|plot|post|prepare|print|process|produce|propose|provide|publish|query|read|re-?check|record|refine|remove|report|request|research|resolve|retrieve|re-?try|return|review|revise|rewrite|run|save|scan|scrape|scroll|search|select|send|set|share|show|simulate|solve|sort|split|start|stop|study|submit|suggest|sum|summari[sz]e|take|tell|test|train|transcribe|transform|translate|try|type|unzip|update|upload|use|using|validate|verify|visit|visuali[sz]e|wait|watch|write)\b/i;
const POLITE = /\b(?:please|could you|can you|would you)\b|\?\s*$/i;

/** What was printed by the program that wrote the log got into some entries; it is no part of what was said. */
export function withoutNoise(text: string): string {
  const noise = NOISE.exec(text);
  return (noise === null ? text : text.slice(0, noise.index)).trim();
}

/** Reads an entry of somebody who hands out work. `label` is what the log itself calls the entry, where it does. */
export function readMessage(raw: string, label: string, names: AddressReader, isKnown: (name: string) => boolean): Reading {
  const text = withoutNoise(raw);
  const isRequest = ASKING.test(text) || POLITE.test(text);
  const routed = /^(?:->|→)\s*(.+)$/.exec(label)?.[1];
  if (routed !== undefined) return { kind: "message", routes: [{ name: routed, instruction: undefined }], announced: [], isProgress: false, isRequest };
  if (/final|terminat/i.test(label) || CLOSING.test(text)) return { kind: "closing", routes: [], announced: [], isProgress: false, isRequest: false };
  const ledger = text.includes("{") || /next.?speaker/i.test(text) ? readLedger(text, isKnown) : undefined;
  if (ledger !== undefined) return fromLedger(ledger, text);
  const noted = names.noted(text);
  if (noted !== undefined) return { kind: "note", routes: [{ name: noted, instruction: undefined }], announced: [], isProgress: false, isRequest: false };
  const isThought = /thought|think|plan|reason/i.test(label) || THINKING.test(text) || hasTeam(text);
  const announced = names.announced(text);
  if (isThought) return { kind: "thought", routes: [], announced: hasTeam(text) ? [] : announced.length > 0 ? announced : soleName(names.mentioned(text)), isProgress: false, isRequest: false };
  const routes = names.addressed(text).map((name) => ({ name, instruction: undefined }));
  if (routes.length === 0 && ANSWERING.test(text)) return { kind: "closing", routes: [], announced: [], isProgress: false, isRequest: false };
  if (routes.length === 0 && announced.length > 0 && !ASKING.test(text)) return { kind: "thought", routes: [], announced, isProgress: false, isRequest: false };
  return { kind: "message", routes, announced, isProgress: false, isRequest };
}

const soleName = (names: readonly string[]): string[] => (names.length === 1 ? [...names] : []);

function fromLedger({ routes, isSatisfied, isProgress }: Ledger, text: string): Reading {
  if (isSatisfied) return { kind: "closing", routes: [], announced: [], isProgress: false, isRequest: false };
  return { kind: "ledger", routes, announced: [], isProgress, isRequest: text.trim() !== "" };
}

const TEAM = /(?:team|agents|workers|members|specialists|experts|assistants)\b[^\n]{0,60}:[ \t]*\n+/i;
const MEMBER = /^[\s*•\-\d.]{0,8}([\p{L}][\p{L}\p{N}_ -]{0,48}?)[*_`]{0,3}\s*:\s+\S/u;
const TEAM_TEXT_MAX = 4000;

const hasTeam = (text: string): boolean => teamIn(text).length > 1;

/** Names in a list of who is on the team, as a plan begins with; also of those who never speak. */
export function teamIn(text: string): string[] {
  const shown = text.slice(0, TEAM_TEXT_MAX);
  const heading = TEAM.exec(shown);
  if (heading === null) return [];
  const names: string[] = [];
  for (const line of shown.slice(heading.index + heading[0].length).split("\n")) {
    const name = MEMBER.exec(line)?.[1];
    if (name === undefined) break;
    names.push(name);
  }
  return names;
}
