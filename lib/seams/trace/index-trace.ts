import { jsonOf, textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { agentNameOf, normaliseName } from "./agent-name.ts";
import { isLlm, isTool } from "./span-role.ts";

/** A span in which one agent is at work. A container only arranges others: it has agents below it and no model, tool or call of its own. */
export interface AgentRun {
  span: Span;
  name: string;
  isContainer: boolean;
}

/** A trace made walkable. Spans are in order of start, then id, so that every answer is independent of arrival. */
export interface TraceIndex {
  traceId: string;
  spans: readonly Span[];
  agents: readonly AgentRun[];
  /** Runs of the agent of this name, however it is spelt, in order of start. */
  agentsNamed(name: string): readonly AgentRun[];
  parentOf(span: Span): Span | undefined;
  childrenOf(span: Span): readonly Span[];
  /** All spans below this one, depth first. */
  descendantsOf(span: Span): Span[];
  /** The run this span belongs to, itself included. */
  agentAt(span: Span): AgentRun | undefined;
  /** The nearest run above this span. */
  agentAbove(span: Span): AgentRun | undefined;
  /** Spans of this run and of no agent below it. */
  ownSpansOf(agent: AgentRun): Span[];
}

/** Service that emitted the span; "" when its resource does not say. */
export const serviceOf = (span: Span): string => textOf(span.resource.attributes["service.name"]) ?? "";

/** Whether a started before b; ties by id, so that the order is total. */
export const byStart = (a: Span, b: Span): number =>
  a.startUnixNano < b.startUnixNano ? -1 : a.startUnixNano > b.startUnixNano ? 1 : a.spanId < b.spanId ? -1 : a.spanId > b.spanId ? 1 : 0;

/** Indexes the spans of one trace. Duplicates of a span id, cycles and missing parents are all survived. */
export function indexTrace(traceId: string, unordered: readonly Span[]): TraceIndex {
  const byId = new Map<string, Span>();
  for (const span of unordered) if (!isOlderCopy(span, byId.get(span.spanId))) byId.set(span.spanId, span);
  const spans = [...byId.values()].toSorted(byStart);
  const parents = findParents(spans, byId);
  const children = new Map<string, Span[]>();
  for (const span of spans) {
    const parent = parents.get(span.spanId);
    if (parent === undefined) continue;
    const siblings = children.get(parent.spanId);
    if (siblings === undefined) children.set(parent.spanId, [span]);
    else siblings.push(span);
  }
  const parentOf = (span: Span) => parents.get(span.spanId);
  const childrenOf = (span: Span) => children.get(span.spanId) ?? [];
  const agents = findAgents(spans, parentOf, childrenOf);
  const runs = new Map(agents.map((agent) => [agent.span.spanId, agent]));
  const agentAt = rememberNearest(parentOf, runs);
  const agentAbove = (span: Span) => {
    const parent = parentOf(span);
    return parent === undefined ? undefined : agentAt(parent);
  };
  const byName = groupBy(agents, (agent) => normaliseName(agent.name));
  return {
    traceId, spans, agents, agentsNamed: (name) => byName.get(normaliseName(name)) ?? [], parentOf, childrenOf, agentAt, agentAbove,
    descendantsOf: (span) => descendants(span, childrenOf, () => true),
    ownSpansOf: (agent) => descendants(agent.span, childrenOf, (span) => !runs.has(span.spanId)),
  };
}

/** Of two spans with one id the one that ended later counts, whichever came first. */
function isOlderCopy(span: Span, known: Span | undefined): boolean {
  if (known === undefined) return false;
  if (span.endUnixNano !== known.endUnixNano) return span.endUnixNano < known.endUnixNano;
  return contentOf(span) < contentOf(known);
}

/** Any total order will do, as long as it does not ask which copy came first. */
const contentOf = (span: Span): string => `${jsonOf(span.attributes)} ${span.name} ${span.parentSpanId} ${span.statusCode} ${span.statusMessage}`;

/** Parents by id. Where parents run in a circle, the earliest span of the circle is taken for a root. */
function findParents(spans: readonly Span[], byId: ReadonlyMap<string, Span>): Map<string, Span> {
  const parents = new Map<string, Span>();
  for (const span of spans) {
    const parent = byId.get(span.parentSpanId);
    if (parent !== undefined && parent !== span) parents.set(span.spanId, parent);
  }
  const checked = new Set<Span>();
  for (const span of spans) {
    const path = new Set<Span>();
    let above: Span | undefined = span;
    while (above !== undefined && !checked.has(above) && !path.has(above)) {
      path.add(above);
      above = parents.get(above.spanId);
    }
    if (above !== undefined && path.has(above)) parents.delete(earliestOf([...path].slice([...path].indexOf(above))).spanId);
    for (const passed of path) checked.add(passed);
  }
  return parents;
}

const earliestOf = (spans: readonly Span[]): Span => spans.reduce((first, span) => (byStart(span, first) < 0 ? span : first));

type Step = (span: Span) => Span | undefined;
type Steps = (span: Span) => readonly Span[];

/** Agent runs, with instrumentation's doubles folded: a run inside a run of the same name and service is the same run. */
function findAgents(spans: readonly Span[], parentOf: Step, childrenOf: Steps): AgentRun[] {
  const runs = new Map<string, AgentRun>();
  for (const span of outermostFirst(spans, parentOf, childrenOf)) {
    const name = agentNameOf(span);
    if (name === undefined || isCallerView(span, name, childrenOf)) continue;
    const above = nearest(parentOf(span), parentOf, runs);
    const isDouble = above !== undefined && normaliseName(above.name) === normaliseName(name) && serviceOf(above.span) === serviceOf(span);
    if (!isDouble) runs.set(span.spanId, { span, name, isContainer: false });
  }
  for (const run of runs.values()) run.isContainer = isContainer(run, childrenOf, runs);
  return [...runs.values()].toSorted((a, b) => byStart(a.span, b.span));
}

/** A CLIENT span that names the agent it calls, when that agent's own span is below it. */
function isCallerView(span: Span, name: string, childrenOf: Steps): boolean {
  if (span.kind !== "client" && span.kind !== "producer") return false;
  return descendants(span, childrenOf, () => true).some((below) => {
    const nameBelow = agentNameOf(below);
    return nameBelow !== undefined && normaliseName(nameBelow) === normaliseName(name);
  });
}

function isContainer(run: AgentRun, childrenOf: Steps, runs: ReadonlyMap<string, AgentRun>): boolean {
  const own = descendants(run.span, childrenOf, (span) => !runs.has(span.spanId));
  if (own.some((span) => isLlm(span) || isTool(span) || span.kind === "client" || span.kind === "producer")) return false;
  const below = descendants(run.span, childrenOf, () => true).filter((span) => runs.has(span.spanId));
  return below.length > 0 && below.every((span) => serviceOf(span) === serviceOf(run.span));
}

/** Depth first from the roots: a child that claims to start before its parent must not be met before it. */
function outermostFirst(spans: readonly Span[], parentOf: Step, childrenOf: Steps): Span[] {
  const roots = spans.filter((span) => parentOf(span) === undefined);
  return roots.flatMap((root) => [root, ...descendants(root, childrenOf, () => true)]);
}

function nearest(from: Span | undefined, parentOf: Step, runs: ReadonlyMap<string, AgentRun>): AgentRun | undefined {
  for (let span = from; span !== undefined; span = parentOf(span)) {
    const run = runs.get(span.spanId);
    if (run !== undefined) return run;
  }
  return undefined;
}

/** The same, asked for every span of a trace: what was found for a span holds for all that were passed on the way to it. */
function rememberNearest(parentOf: Step, runs: ReadonlyMap<string, AgentRun>): (span: Span) => AgentRun | undefined {
  const known = new Map<Span, AgentRun | undefined>();
  return (from) => {
    const passed: Span[] = [];
    let span: Span | undefined = from;
    for (; span !== undefined && !known.has(span) && !runs.has(span.spanId); span = parentOf(span)) passed.push(span);
    const run = span === undefined ? undefined : (runs.get(span.spanId) ?? known.get(span));
    for (const below of passed) known.set(below, run);
    return run;
  };
}

/** Spans below, depth first and iteratively: a chain of ten thousand parents must not overflow the stack. */
function descendants(from: Span, childrenOf: Steps, enter: (span: Span) => boolean): Span[] {
  const found: Span[] = [];
  const open = [...childrenOf(from)].toReversed();
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    if (!enter(span)) continue;
    found.push(span);
    open.push(...[...childrenOf(span)].toReversed());
  }
  return found;
}
