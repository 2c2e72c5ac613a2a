import type { Span } from "@/lib/model/span.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import { parseJsonObject } from "../payload/parse-json.ts";
import { type ToolCall, toolCallsOf } from "../trace/tool-call.ts";

const HANDOFF_TOOL = /^(?:Handoff-)?(?:transfer_to_|handoff_to_)(.+)$/;

/** The agent a call hands over to by the tool's name, or undefined when it is another tool. */
export const requestedBy = (call: Pick<ToolCall, "name"> | undefined): string | undefined => HANDOFF_TOOL.exec(call?.name ?? "")?.[1];

/** The calls in a model's answer that hand over. */
export const handoverCallsOf = (model: Span): ToolCall[] => toolCallsOf(model).filter((call) => requestedBy(call) !== undefined);

/** The first of the calls that hands over to this agent; any when it is not known to whom. */
export function callFor(calls: readonly ToolCall[], target: string | undefined): ToolCall | undefined {
  if (target === undefined) return calls[0];
  return calls.find((call) => isNamed(requestedBy(call) ?? "", target));
}

/** A tool's name for an agent without the number that AG2 puts behind it. */
export const withoutNumber = (requested: string): string => requested.replace(/_\d+$/, "");

const isNamed = (requested: string, agent: string): boolean => [requested, withoutNumber(requested)].some((name) => normaliseName(name) === normaliseName(agent));

/** Why the model says it hands over. */
export function reasonIn(call: ToolCall | undefined): string | undefined {
  const reason = parseJsonObject(call?.arguments.body)?.["reason"];
  return typeof reason === "string" ? reason : undefined;
}
