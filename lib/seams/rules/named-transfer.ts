import { type Attributes, textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import { failureText, normaliseStatus } from "../trace/normalise-status.ts";
import { readToolArguments, readToolResult } from "../trace/read-messages.ts";
import { isTool, toolNameOf } from "../trace/span-role.ts";
import { modelCallBefore } from "../trace/tool-call.ts";
import { toolSchemaOf } from "../trace/tool-schema.ts";
import type { AgentRun, TraceIndex } from "../trace/index-trace.ts";
import type { FindHits, Hit } from "./hit.ts";
import { callFor, handoverCallsOf, reasonIn } from "./requested-call.ts";
import { targetResolver } from "./resolve-target.ts";

/** One vocabulary in which a span names both ends of a handoff outright; upstream names still move, so each is one line. */
interface Vocabulary {
  source: string | undefined;
  target: string;
}
const VOCABULARIES: readonly Vocabulary[] = [
  { source: undefined, target: "gen_ai.transfer.target.name" },
  { source: "handoff.source.agent.name", target: "handoff.target.agent.name" },
  { source: "gen_ai.agent.handoff.source.name", target: "gen_ai.agent.handoff.target.name" },
  { source: "gen_ai.handoff.from_agent", target: "gen_ai.handoff.to_agent" },
  { source: "gen_ai.agent.handoff.from.agent.id", target: "gen_ai.agent.handoff.to.agent.id" },
  { source: "from_agent", target: "to_agent" },
];

/** E: spans that name source and target themselves, in one of the vocabularies that exist, or as a remote call's caller. */
export const findNamedTransfers: FindHits = (trace) => {
  const resolve = targetResolver(trace);
  return trace.spans.flatMap((span) => {
    if (textOf(span.attributes["handoff.id"]) !== undefined) return [];
    const ends = namedEnds(span.attributes) ?? callerEnds(span);
    if (ends === undefined) return [];
    const above = trace.agentAbove(span);
    const source = ends.source ?? textOf(span.attributes["gen_ai.agent.name"]) ?? above?.name;
    if (source === undefined || isReceivingSide(trace, span, ends.target)) return [];
    return [toHit(trace, span, source, above, ends.target, resolve(span, ends.target))];
  });
};

/** The target may name both ends on its own span, too; only the sender's telling is a hit, or there would be two. */
function isReceivingSide(trace: TraceIndex, span: Span, target: string): boolean {
  const executing = trace.agentAt(span)?.name ?? textOf(span.attributes["gen_ai.agent.name"]);
  return executing !== undefined && span.kind !== "client" && normaliseName(executing) === normaliseName(target);
}

function namedEnds(attributes: Attributes): { source: string | undefined; target: string } | undefined {
  for (const vocabulary of VOCABULARIES) {
    const target = textOf(attributes[vocabulary.target]);
    const source = vocabulary.source === undefined ? undefined : textOf(attributes[vocabulary.source]);
    if (target !== undefined && (vocabulary.source === undefined || source !== undefined)) return { source, target };
  }
  return undefined;
}

/** `gen_ai.caller.name` is the source only when its type says that it is no person: other products use the key for users. */
function callerEnds(span: Span): { source: string; target: string } | undefined {
  const type = textOf(span.attributes["gen_ai.caller.type"]);
  const source = textOf(span.attributes["gen_ai.caller.name"]);
  const target = textOf(span.attributes["gen_ai.agent.name"]);
  return (type === "agent" || type === "workflow") && source !== undefined && target !== undefined ? { source, target } : undefined;
}

function toHit(trace: TraceIndex, span: Span, source: string, above: AgentRun | undefined, target: string, run: AgentRun | undefined): Hit {
  const model = modelCallBefore(trace, span);
  const tool = toolNameOf(span);
  const call = model === undefined || tool !== undefined ? undefined : callFor(handoverCallsOf(model), target);
  const schemaOf = tool ?? call?.name;
  const mode = modeOf(span);
  return {
    rule: "E",
    confidence: 1,
    source: { name: source, run: above },
    target: { name: run?.name ?? target, run },
    sender: span,
    mode,
    direction: "forward",
    sent: isTool(span) ? readToolArguments(span) : call?.arguments,
    returned: isTool(span) && mode === "return_to_caller" ? readToolResult(span) : undefined,
    schema: model === undefined || schemaOf === undefined ? undefined : toolSchemaOf(model, schemaOf),
    reason: textOf(span.attributes["gen_ai.agent.handoff.reason"]) ?? reasonIn(call),
    refusal: normaliseStatus(span) === "error" ? failureText(span) : undefined,
  };
}

function modeOf(span: Span): Handoff["mode"] {
  const mode = textOf(span.attributes["gen_ai.transfer.mode"]);
  return mode === "return_to_caller" || mode === "pass_control" ? mode : "unknown";
}
