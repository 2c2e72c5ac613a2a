import * as fc from "fast-check";
import { FINALS, HUBS, INTENTS, MUSINGS, NOISE, PEOPLE, REPLIES, REQUESTS, TEAMS, TOPICS } from "./transcript-words.ts";

/** An entry of a labelled log. `to` is the label under test: whom a dispatch goes to. */
export interface LabelledEntry {
  speaker: string;
  kind: "dispatch" | "thought" | "closing" | "reply" | "human";
  to: readonly string[];
  text: string;
}

/**
 * How an orchestrator speaks. `ledger`: plan, then before each message JSON of who is next (Magentic-One); `prose`: thoughts
 * in words before some messages; `routing`: the message itself is JSON that names its target; `plain`: messages alone.
 */
export const STYLES = ["ledger", "prose", "routing", "plain"] as const;
export type Style = (typeof STYLES)[number];
/** Whether messages name whom they are for. */
const ADDRESSES = ["unnamed", "comma", "at", "colon", "arrow"] as const;
type Address = (typeof ADDRESSES)[number];

export interface LabelledRun {
  style: Style;
  address: Address;
  hub: string;
  entries: LabelledEntry[];
}

/** A dispatch as the labels have it: by which entry, to whom, and whether that worker spoke before it was asked again. */
export interface Label {
  at: number;
  to: string;
  isAnswered: boolean;
}

/** The labels of a log. An answer is the first turn of the worker before the next dispatch to the same one. */
export function labelsOf(entries: readonly LabelledEntry[]): Label[] {
  const labels: Label[] = [];
  const waiting = new Map<string, Label>();
  for (const [at, { kind, speaker, to }] of entries.entries()) {
    if (kind === "reply") {
      const asked = waiting.get(speaker);
      if (asked !== undefined) asked.isAnswered = true;
      waiting.delete(speaker);
    }
    for (const name of kind === "dispatch" ? to : []) {
      const label = { at, to: name, isAnswered: false };
      labels.push(label);
      waiting.set(name, label);
    }
  }
  return labels;
}

/** The log as it is when nobody wrote down what the orchestrator thought. */
export const withoutThoughts = (run: LabelledRun): LabelledRun => ({ ...run, entries: run.entries.filter((entry) => entry.kind !== "thought") });

/** Any labelled run of this style: 3 to 120 turns, some of them never answered, some asked twice, some handed to two at once. */
export const anyTranscript = (style: Style): fc.Arbitrary<LabelledRun> => fc.gen().map((draw) => new Author(draw, style).write());

const CHANCE = 1000;

/** Magentic-One gives every answer in its ledger together with its reason. */
const answered = (answer: string | boolean, reason: string): object => ({ reason, answer });

/** Writes one log; every choice is drawn, so that a seed gives the same log again. */
class Author {
  private readonly entries: LabelledEntry[] = [];
  private readonly draw: fc.GeneratorValue;
  private readonly style: Style;
  private readonly team: readonly string[];
  private readonly hub: string;
  private readonly address: Address;
  private readonly lostShare: number;

  constructor(draw: fc.GeneratorValue, style: Style) {
    this.draw = draw;
    this.style = style;
    this.team = this.pick(TEAMS);
    this.hub = this.pick(HUBS);
    this.address = style === "routing" || style === "ledger" ? "unnamed" : this.pick(ADDRESSES);
    this.lostShare = this.pick([0, 0.05, 0.1, 0.25]);
  }

  write(): LabelledRun {
    if (this.chance(0.8)) this.say(this.pick(PEOPLE), "human", `What is known about ${this.pick(TOPICS)}?`);
    if (this.style === "ledger" || (this.style === "prose" && this.chance(0.7))) this.say(this.hub, "thought", this.plan("Initial plan"));
    const rounds = this.draw(fc.integer, { min: 1, max: this.chance(0.2) ? 40 : 10 });
    for (let round = 0; round < rounds; round += 1) this.round(round === rounds - 1);
    if (this.chance(0.6)) this.close();
    return { style: this.style, address: this.address, hub: this.hub, entries: this.entries };
  }

  private round(isLast: boolean): void {
    const canFanOut = this.team.length > 1 && this.address !== "unnamed";
    const workers = canFanOut && this.chance(0.1) ? this.two() : [this.pick(this.team)];
    const isLost = this.chance(isLast ? this.lostShare * 2 : this.lostShare);
    for (const worker of workers) this.dispatch(worker);
    if (this.chance(0.04)) this.say(this.pick(PEOPLE), "human", "How long will this take?");
    if (isLost) {
      if (this.style === "ledger" && this.chance(0.15)) this.replan();
      return;
    }
    for (const worker of this.chance(0.5) ? workers : workers.toReversed()) {
      this.say(worker, "reply", this.fill(this.pick(REPLIES), worker) + (this.chance(0.03) ? "\nand so on, and so on".repeat(500) : ""));
      if (this.chance(0.05)) this.say(worker, "reply", "One more thing: the page has changed since.");
    }
  }

  private dispatch(worker: string): void {
    const request = this.fill(this.pick(REQUESTS), worker);
    if (this.style === "routing") return this.say(this.hub, "dispatch", this.routing(worker, request), [worker]);
    if (this.style === "ledger") this.say(this.hub, "thought", this.ledger(worker, request, false));
    if (this.style === "prose" && this.chance(0.7)) this.muse(worker);
    const noise = this.style === "ledger" && this.chance(0.05) ? this.pick(NOISE) : "";
    this.say(this.hub, "dispatch", this.addressed(worker, request) + noise, [worker]);
    if (this.style === "ledger" && this.chance(0.8)) this.say(this.hub, "thought", `Next speaker ${worker}${this.chance(0.2) ? this.pick(NOISE) : ""}`);
  }

  private muse(worker: string): void {
    if (this.chance(0.4)) this.say(this.hub, "thought", this.fill(this.pick(MUSINGS), worker));
    this.say(this.hub, "thought", this.fill(this.pick(INTENTS), worker).replaceAll("{worker}", worker));
  }

  private addressed(worker: string, request: string): string {
    const forms: Record<Address, string> = {
      unnamed: request,
      comma: `${worker}, ${request.charAt(0).toLowerCase()}${request.slice(1)}`,
      at: `@${worker} ${request}`,
      colon: `${worker}: ${request}`,
      arrow: `-> ${worker}: ${request}`,
    };
    return forms[this.address];
  }

  private routing(worker: string, request: string): string {
    const forms = [{ next_agent: worker, task: request }, { delegate_to: worker, instruction: request }, { thought: "more is needed", next: worker, instructions: request }, { assignee: worker, message: request, priority: 2 }];
    const json = JSON.stringify(this.pick(forms), null, this.pick([0, 2]));
    return this.chance(0.3) ? `\`\`\`json\n${json}\n\`\`\`` : json;
  }

  private ledger(worker: string, request: string, isSatisfied: boolean): string {
    const ledger = {
      is_request_satisfied: answered(isSatisfied, this.fill("We know enough of {topic} or not.", worker)),
      is_in_loop: answered(this.chance(0.2), "The same was asked before, or it was not."),
      is_progress_being_made: answered(this.chance(0.8), this.fill("{other} has found something.", worker)),
      next_speaker: answered(worker, this.fill("{other} has done its part.", worker)),
      instruction_or_question: answered(request, this.fill("Needed for {topic}.", worker)),
    };
    return `Updated Ledger:\n${JSON.stringify(ledger, null, 2)}${this.chance(0.1) ? NOISE[0] : ""}`;
  }

  private plan(title: string): string {
    const team = this.team.map((name) => `${name}: An agent that can help with ${this.pick(TOPICS)}.`).join("\n");
    const steps = this.team.map((name, at) => `${at + 1}. **${name} Task:**\n   - Ask ${name} about ${this.pick(TOPICS)}.`).join("\n");
    return `${title}:\n\nWe are working to address the following user request:\n\nWhat is known about ${this.pick(TOPICS)}?\n\n\nTo answer this request we have assembled the following team:\n\n${team}\n\n\n\nHere is an initial fact sheet to consider:\n\n1. GIVEN OR VERIFIED FACTS\n- none\n\n2. FACTS TO LOOK UP\n- ${this.pick(TOPICS)}\n\n\nHere is the plan to follow as best as possible:\n\n${steps}`;
  }

  private replan(): void {
    const worker = this.pick(this.team);
    this.say(this.hub, "thought", this.ledger(worker, this.fill(this.pick(REQUESTS), worker), false));
    this.say(this.hub, "thought", "Stalled.... Replanning...");
    this.say(this.hub, "thought", this.plan("New plan"));
  }

  private close(): void {
    const worker = this.pick(this.team);
    if (this.style === "ledger") {
      this.say(this.hub, "thought", this.ledger(worker, this.fill(this.pick(REQUESTS), worker), true));
      this.say(this.hub, "thought", "Request satisfied.");
    }
    this.say(this.hub, "closing", this.fill(this.pick(FINALS), worker));
  }

  private say(speaker: string, kind: LabelledEntry["kind"], text: string, to: readonly string[] = []): void {
    this.entries.push({ speaker, kind, to, text });
  }

  private fill(text: string, worker: string): string {
    const others = this.team.filter((name) => name !== worker);
    return text.replaceAll("{topic}", () => this.pick(TOPICS)).replaceAll("{other}", () => (others.length === 0 ? "the archive" : this.pick(others)));
  }

  private two(): string[] {
    const first = this.pick(this.team);
    return [first, this.pick(this.team.filter((name) => name !== first))];
  }

  private pick<Item>(items: readonly Item[]): Item {
    const item = items[this.draw(fc.nat, { max: items.length - 1 })];
    if (item === undefined) throw new Error("There is nothing to pick from");
    return item;
  }

  private chance(share: number): boolean {
    return this.draw(fc.integer, { min: 0, max: CHANCE - 1 }) < share * CHANCE;
  }
}
