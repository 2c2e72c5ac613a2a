import { listOf, textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { isRecord, parseJsonObject } from "../payload/parse-json.ts";
import type { TraceIndex } from "../trace/index-trace.ts";
import type { Captured } from "../trace/read-messages.ts";
import type { FindHits } from "./hit.ts";
import { knownAgent, targetResolver } from "./resolve-target.ts";

const ENDS = new Set(["__end__", "__start__"]);

/** A LangGraph command: where to go next, and the state it takes along. */
interface Command {
  source: string | undefined;
  goto: string[];
  update: Captured | undefined;
}

/**
 * C: a span that answers with LangGraph's `Command({goto, update})`, or OpenLLMetry's `goto X` span. `goto` may name a node
 * that is no agent; so both ends must be agents at work in the trace, or the source must be one and the target never ran.
 */
export const findRoutingCommands: FindHits = (trace) => {
  const resolve = targetResolver(trace);
  return trace.spans.flatMap((span) => {
    const command = readCommand(span);
    const source = command === undefined ? undefined : sourceOf(trace, span, command);
    if (command === undefined || source === undefined) return [];
    return command.goto.filter((name) => !ENDS.has(name) && isAgentOrMissing(trace, name)).map((name) => {
      const run = resolve(span, name);
      return {
        rule: "C" as const,
        confidence: 0.95,
        source: { name: source, run: knownAgent(trace, source) },
        target: { name: run?.name ?? name, run },
        sender: span,
        mode: "pass_control" as const,
        direction: "forward" as const,
        sent: command.update,
      };
    });
  });
};

function readCommand(span: Span): Command | undefined {
  const node = textOf(span.attributes["langgraph.command.source_node"]);
  const goto = [...listOf(span.attributes["langgraph.command.goto_nodes"]), ...listOf(span.attributes["langgraph.command.goto_node"])];
  if (goto.length > 0) return { source: node, goto: [...new Set(goto)], update: undefined };
  for (const key of ["output.value", "traceloop.entity.output"]) {
    const output = parseJsonObject(textOf(span.attributes[key]));
    const inner = isRecord(output?.["output"]) ? output["output"] : output;
    if (inner?.["lg_name"] === "Command") return fromJson(inner, key);
  }
  return undefined;
}

function fromJson(command: Record<string, unknown>, key: string): Command {
  const goto = command["goto"];
  const names = (Array.isArray(goto) ? goto : [goto]).flatMap((item: unknown) => {
    if (typeof item === "string") return [item];
    return isRecord(item) && typeof item["node"] === "string" ? [item["node"]] : []; // Send("node", …)
  });
  const update = command["update"];
  return { source: undefined, goto: names, update: update === undefined ? undefined : { body: JSON.stringify(update), from: `${key}#/update` } };
}

/** The first segment of the checkpoint namespace is the outermost node, which is the agent; inner segments are its machinery. */
function sourceOf(trace: TraceIndex, span: Span, command: Command): string | undefined {
  const namespace = parseJsonObject(textOf(span.attributes["metadata"]))?.["langgraph_checkpoint_ns"];
  const node = typeof namespace === "string" ? namespace.split("|")[0]?.split(":")[0] : undefined;
  return command.source ?? node ?? trace.agentAt(span)?.name;
}

/** A target that ran as something else than an agent is machinery; one that never ran is a handoff that may be lost. */
function isAgentOrMissing(trace: TraceIndex, name: string): boolean {
  return knownAgent(trace, name) !== undefined || !trace.spans.some((span) => span.name === name);
}
