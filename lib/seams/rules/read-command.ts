import { listOf, textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { isRecord, parseJsonObject } from "../payload/parse-json.ts";
import type { Captured } from "../trace/read-messages.ts";

/** A LangGraph command: where to go next, and the state it takes along. */
export interface Command {
  /** The node that commands, where the span says so. */
  source: string | undefined;
  goto: Destination[];
}

/** A node to go to, and what it is given. */
interface Destination {
  node: string;
  sent: Captured | undefined;
  /** With `Send`, the whole input of the node as JSON; without, the node is given the graph's state. */
  input: string | undefined;
}

/** The command a span answers with: LangGraph's `Command({goto, update})` as JSON, or OpenLLMetry's `goto X` span. */
export function readCommand(span: Span): Command | undefined {
  const nodes = listOf(span.attributes["langgraph.command.goto_nodes"] ?? span.attributes["langgraph.command.goto_node"]);
  if (nodes.length > 0) {
    const source = textOf(span.attributes["langgraph.command.source_node"]);
    return { source, goto: nodes.map((node) => ({ node, sent: undefined, input: undefined })) };
  }
  for (const key of ["output.value", "traceloop.entity.output", "gen_ai.completion"]) {
    const output = parseJsonObject(textOf(span.attributes[key]));
    const inner = [output?.["output"], output?.["outputs"]].find(isRecord) ?? output;
    if (inner !== undefined && isCommand(inner)) return { source: undefined, goto: destinationsOf(inner, key) };
  }
  return undefined;
}

/** JavaScript names a command's class; Python writes just its four fields, all of them always. */
export const isCommand = (value: Record<string, unknown>): boolean =>
  value["lg_name"] === "Command" || ["graph", "update", "resume", "goto"].every((field) => Object.hasOwn(value, field));

/** A Python `Send` is not JSON but Python's text of it, in which the node is given a Python value. */
const PYTHON_SEND = /^Send\(node='([^']+)', arg=(.*)\)$/s;

function destinationsOf(command: Record<string, unknown>, key: string): Destination[] {
  const { goto, update } = command;
  const state = update === undefined || update === null ? undefined : { body: JSON.stringify(update), from: `${key}#/update` };
  return (Array.isArray(goto) ? goto : [goto]).flatMap((item: unknown, index): Destination[] => {
    const [, node, arg = ""] = PYTHON_SEND.exec(typeof item === "string" ? item : "") ?? [];
    if (node !== undefined) return [{ node, sent: { body: arg, from: `${key}#/goto/${index}` }, input: undefined }];
    if (typeof item === "string") return [{ node: item, sent: state, input: undefined }];
    if (!isRecord(item) || typeof item["node"] !== "string") return [];
    const input = JSON.stringify(item["args"] ?? null);
    return [{ node: item["node"], sent: { body: input, from: `${key}#/goto/${index}/args` }, input }];
  });
}
