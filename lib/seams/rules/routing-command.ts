import { textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import { parseJson } from "../payload/parse-json.ts";
import { graphNodeOf } from "../trace/graph-node.ts";
import type { AgentRun, TraceIndex } from "../trace/index-trace.ts";
import type { End, FindHits } from "./hit.ts";
import { type Command, readCommand } from "./read-command.ts";
import { knownAgent, targetResolver } from "./resolve-target.ts";

const ENDS = new Set(["__end__", "__start__"]);

/**
 * C: a span that answers with LangGraph's `Command({goto, update})`, or OpenLLMetry's `goto X` span. `goto` may name a node
 * that is no agent; so both ends must be agents at work in the trace, or the source must be one and the target never ran.
 */
export const findRoutingCommands: FindHits = (trace) => {
  const resolve = targetResolver(trace);
  const spanNames = new Set(trace.spans.map((span) => span.name));
  return eachOnce(commandsIn(trace)).flatMap(({ span, source, goto }) =>
    goto.filter(({ node }) => !ENDS.has(node) && isAgentOrMissing(trace, spanNames, node)).map(({ node, sent, input }) => {
      const run = resolve(span, node, input === undefined ? undefined : (agent) => isGiven(agent, input));
      return {
        rule: "C" as const,
        confidence: 0.95,
        source: { name: source.name, run: source.run },
        target: { name: run?.name ?? node, run },
        sender: span,
        mode: "pass_control" as const,
        direction: "forward" as const,
        sent,
      };
    }));
};

/** A command, the span that tells of it and the agent whose run gave it. */
interface Given {
  span: Span;
  source: End;
  goto: Command["goto"];
}

function commandsIn(trace: TraceIndex): Given[] {
  return trace.spans.flatMap((span) => {
    const command = readCommand(span);
    const source = command === undefined ? undefined : sourceOf(trace, span, command);
    return command === undefined || source === undefined ? [] : [{ span, source: { name: source, run: runOf(trace, span, source) }, goto: command.goto }];
  });
}

/**
 * OpenLLMetry tells of one command up to three times: on the tool, on the node and by a span of its own for each. What one
 * run commands to a node counts once, as told by whoever tells most of it.
 */
function eachOnce(commands: readonly Given[]): Given[] {
  const byRun = groupBy(commands, ({ span, source, goto }) => `${source.run?.span.spanId ?? span.spanId} > ${goto.map(({ node }) => node).toSorted().join(" ")}`);
  const kept = new Set([...byRun.values()].map((same) => same.find(({ goto }) => goto.some(({ sent }) => sent !== undefined)) ?? same[0]));
  return commands.filter((command) => kept.has(command));
}

/** The first segment of the checkpoint namespace is the outermost node, which is the agent; inner segments are its machinery. */
function sourceOf(trace: TraceIndex, span: Span, command: Command): string | undefined {
  const node = graphNodeOf(span)?.namespace.split("|")[0]?.split(":")[0];
  const at = trace.agentAt(span);
  return node ?? (at?.isContainer === false ? at.name : undefined) ?? command.source ?? at?.name;
}

/** The run that commands: the one the span belongs to, else the first of that name. */
function runOf(trace: TraceIndex, span: Span, source: string): AgentRun | undefined {
  const at = trace.agentAt(span);
  return at !== undefined && normaliseName(at.name) === normaliseName(source) ? at : knownAgent(trace, source);
}

const isGiven = (agent: AgentRun, input: string): boolean => JSON.stringify(parseJson(textOf(agent.span.attributes["input.value"]))) === input;

/** A target that ran as something else than an agent is machinery; one that never ran is a handoff that may be lost. */
const isAgentOrMissing = (trace: TraceIndex, spanNames: ReadonlySet<string>, name: string): boolean =>
  knownAgent(trace, name) !== undefined || !spanNames.has(name);
