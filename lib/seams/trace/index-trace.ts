import { jsonOf, textOf } from "@/lib/model/attributes.ts";
import type { Span } from "@/lib/model/span.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import { agentNameOf } from "./agent-name.ts";
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
  has(spanId: string): boolean;
  spanOf(spanId: string): Span | undefined;
  agents: readonly AgentRun[];
  /** Runs of the agent of this name, however it is spelt, in order of start. */
  agentsNamed(name: string): readonly AgentRun[];
  parentOf(span: Span): Span | undefined;
  childrenOf(span: Span): readonly Span[];
  /** The run this span belongs to, itself included. */
  agentAt(span: Span): AgentRun | undefined;
  /** The nearest run above this span. */
  agentAbove(span: Span): AgentRun | undefined;
  /** Whether a span is a child of another one, or of its children, and so on. */
  isBelow(span: Span, other: Span): boolean;
  /** Spans of this run and of no agent below it. */
  ownSpansOf(agent: AgentRun): readonly Span[];
  /** Model calls directly below a span. */
  modelsBelow(span: Span): readonly Span[];
  /** Model calls among the own spans of the run whose span this is. */
  modelsOf(run: Span): readonly Span[];
  /** What is wrong with the shape of the trace, and was survived. */
  flaws: TraceFlaws;
}

/** How often the spans of a trace contradict each other. */
export interface TraceFlaws {
  /** Spans that name themselves as their parent. */
  ownParents: number;
  /** Circles of parents, each of which was cut at its earliest span. */
  circles: number;
  /** Spans that say they are the root, beyond the first. */
  moreRoots: number;
  /** Copies of a span under the same id that say something else; of each the last to end counts. */
  otherCopies: number;
}

/** Service that emitted the span; "" when its resource does not say. */
export const serviceOf = (span: Span): string => textOf(span.resource.attributes["service.name"]) ?? "";

/** Whether a started before b; ties by id, so that the order is total. */
export const byStart = (a: Span, b: Span): number =>
  a.startUnixNano < b.startUnixNano ? -1 : a.startUnixNano > b.startUnixNano ? 1 : a.spanId < b.spanId ? -1 : a.spanId > b.spanId ? 1 : 0;

const NONE: readonly Span[] = [];

/** Indexes the spans of one trace. Duplicates of a span id, cycles and missing parents are all survived. */
export function indexTrace(traceId: string, unordered: readonly Span[]): TraceIndex {
  const byId = new Map<string, Span>();
  const repeated = new Set<string>();
  for (const span of unordered) {
    const known = byId.get(span.spanId);
    if (known !== undefined) repeated.add(span.spanId);
    if (!isOlderCopy(span, known)) byId.set(span.spanId, span);
  }
  const otherCopies = repeated.size === 0 ? 0 : countOtherCopies(unordered.filter((span) => repeated.has(span.spanId)));
  const spans = [...byId.values()].toSorted(byStart);
  const { parents, circles } = findParents(spans, byId);
  const children = new Map<string, Span[]>();
  for (const span of spans) {
    const parent = parents.get(span.spanId);
    if (parent === undefined) continue;
    const siblings = children.get(parent.spanId);
    if (siblings === undefined) children.set(parent.spanId, [span]);
    else siblings.push(span);
  }
  const parentOf = (span: Span) => parents.get(span.spanId);
  const childrenOf = (span: Span) => children.get(span.spanId) ?? NONE;
  const order = outermostFirst(spans, parentOf, childrenOf);
  const places = placesOf(order, childrenOf);
  const { agents, at } = findAgents(order, parentOf, childrenOf);
  const agentAt = (span: Span) => at.get(span.spanId);
  const ownIn = (among: () => readonly Span[]): ((run: Span) => readonly Span[]) => {
    let byRun: ReturnType<typeof groupBy<AgentRun | undefined, Span>> | undefined;
    return remember((run) => withinPlace((byRun ??= groupBy(among(), agentAt)).get(agentAt(run)) ?? NONE, places, run));
  };
  const ownSpansOf = ownIn(() => order);
  const byName = groupBy(agents, (agent) => normaliseName(agent.name));
  return {
    traceId, spans, agents, parentOf, childrenOf, agentAt,
    has: (spanId) => byId.has(spanId),
    spanOf: (spanId) => byId.get(spanId),
    agentsNamed: (name) => byName.get(normaliseName(name)) ?? [],
    agentAbove: (span) => at.get(parentOf(span)?.spanId ?? ""),
    ownSpansOf: (agent) => ownSpansOf(agent.span),
    modelsBelow: remember((span) => childrenOf(span).filter(isLlm)),
    modelsOf: ownIn(() => order.filter(isLlm)),
    isBelow: (span, other) => isWithin(places.get(span), places.get(other)),
    flaws: {
      ownParents: spans.filter((span) => span.parentSpanId === span.spanId).length,
      circles,
      moreRoots: Math.max(0, spans.filter((span) => span.parentSpanId === "" && span.isMoment !== true).length - 1),
      otherCopies,
    },
  };
}

/** Of two spans with one id the one that ended later counts, whichever came first. */
function isOlderCopy(span: Span, known: Span | undefined): boolean {
  if (known === undefined) return false;
  if (span.endUnixNano !== known.endUnixNano) return span.endUnixNano < known.endUnixNano;
  return contentOf(span) < contentOf(known);
}

/** Copies beyond the first of each span id, the same content counted once; of spans whose id occurs more than once. */
function countOtherCopies(spans: readonly Span[]): number {
  const repeated = [...groupBy(spans, (span) => span.spanId).values()];
  return repeated.reduce((sum, copies) => sum + new Set(copies.map((copy) => `${copy.endUnixNano} ${contentOf(copy)}`)).size - 1, 0);
}

/** Any total order will do, as long as it does not ask which copy came first. */
const contentOf = ({ attributes, name, kind, parentSpanId, startUnixNano, statusCode, statusMessage, events, links, resource }: Span): string =>
  [
    jsonOf(attributes), name, kind, parentSpanId, startUnixNano, statusCode, statusMessage, jsonOf(resource.attributes),
    ...events.map((event) => `${event.timeUnixNano} ${event.name} ${jsonOf(event.attributes)}`),
    ...links.map((link) => `${link.traceId} ${link.spanId} ${jsonOf(link.attributes)}`),
  ].join(" ");

/** Parents by id. Where parents run in a circle, the earliest span of the circle is taken for a root. */
function findParents(spans: readonly Span[], byId: ReadonlyMap<string, Span>): { parents: Map<string, Span>; circles: number } {
  const parents = new Map<string, Span>();
  let inOrder = true;
  for (const span of spans) {
    const parent = byId.get(span.parentSpanId);
    if (parent === undefined || parent === span) continue;
    parents.set(span.spanId, parent);
    inOrder &&= byStart(parent, span) < 0;
  }
  // Where every parent comes before its child, none comes before itself.
  if (inOrder) return { parents, circles: 0 };
  const checked = new Set<Span>();
  let circles = 0;
  for (const span of spans) {
    const path = new Set<Span>();
    let above: Span | undefined = span;
    while (above !== undefined && !checked.has(above) && !path.has(above)) {
      path.add(above);
      above = parents.get(above.spanId);
    }
    if (above !== undefined && path.has(above)) {
      circles += 1;
      parents.delete(earliestOf([...path].slice([...path].indexOf(above))).spanId);
    }
    for (const passed of path) checked.add(passed);
  }
  return { parents, circles };
}

const earliestOf = (spans: readonly Span[]): Span => spans.reduce((first, span) => (byStart(span, first) < 0 ? span : first));

type Step = (span: Span) => Span | undefined;
type Steps = (span: Span) => readonly Span[];

/** The runs of a trace, and for every span id the run it belongs to. */
interface Runs {
  agents: AgentRun[];
  at: ReadonlyMap<string, AgentRun | undefined>;
}

/** Agent runs, with instrumentation's doubles folded: a run inside a run of the same name and service is the same run. */
function findAgents(order: readonly Span[], parentOf: Step, childrenOf: Steps): Runs {
  const names = new Map(order.flatMap((span) => agentNameOf(span) ?? []).map((name) => [name, normaliseName(name)]));
  const callerViews = findCallerViews(order, childrenOf, (span) => names.get(agentNameOf(span) ?? ""));
  const at = new Map<string, AgentRun | undefined>();
  const agents: AgentRun[] = [];
  for (const span of order) {
    const above = at.get(parentOf(span)?.spanId ?? "");
    const name = callerViews.has(span) ? undefined : agentNameOf(span);
    const isDouble = name !== undefined && above !== undefined && names.get(above.name) === names.get(name) && serviceOf(above.span) === serviceOf(span);
    const run = name === undefined || isDouble ? undefined : { span, name, isContainer: false };
    if (run !== undefined) agents.push(run);
    at.set(span.spanId, run ?? above);
  }
  markContainers(order, at, parentOf);
  return { agents: agents.toSorted((a, b) => byStart(a.span, b.span)), at };
}

/**
 * CLIENT spans that name the agent they call, when that agent's own span is below them. Backwards through the order, the
 * span of that name met last is the nearest one after this; it is below when it stands within this one's subtree.
 */
function findCallerViews(order: readonly Span[], childrenOf: Steps, nameOf: (span: Span) => string | undefined): Set<Span> {
  const views = new Set<Span>();
  const nextOfName = new Map<string, number>();
  const sizes = new Map<Span, number>();
  const sizeOf = (children: readonly Span[]): number => children.reduce((sum, child) => sum + (sizes.get(child) ?? 1), 1);
  for (let position = order.length - 1; position >= 0; position -= 1) {
    const span = order[position];
    if (span === undefined) continue;
    const size = sizeOf(childrenOf(span));
    if (size > 1) sizes.set(span, size);
    const name = nameOf(span);
    if (name === undefined) continue;
    if ((span.kind === "client" || span.kind === "producer") && (nextOfName.get(name) ?? Infinity) < position + size) views.add(span);
    nextOfName.set(name, position);
  }
  return views;
}

/** Innermost first: what a run has below it is known when its turn comes. */
function markContainers(order: readonly Span[], at: Runs["at"], parentOf: Step): void {
  const working = new Set<AgentRun>();
  const reachingOut = new Set<AgentRun>();
  for (const span of order.toReversed()) {
    const above = at.get(parentOf(span)?.spanId ?? "");
    const run = at.get(span.spanId);
    if (above === undefined || run === undefined) continue;
    if (run.span !== span) {
      if (isLlm(span) || isTool(span) || span.kind === "client" || span.kind === "producer") working.add(above);
    } else {
      above.isContainer = true;
      if (reachingOut.has(run) || serviceOf(run.span) !== serviceOf(above.span)) reachingOut.add(above);
    }
  }
  for (const run of [...working, ...reachingOut]) run.isContainer = false;
}

/** Depth first from the roots: a child that claims to start before its parent must not be met before it. */
function outermostFirst(spans: readonly Span[], parentOf: Step, childrenOf: Steps): Span[] {
  const order: Span[] = [];
  for (const span of spans) if (parentOf(span) === undefined) addTree(order, span, childrenOf);
  return order;
}

/** Where a span stands in the order of `outermostFirst`, and where what is below it ends. */
interface Place {
  at: number;
  end: number;
}

function placesOf(order: readonly Span[], childrenOf: Steps): Map<Span, Place> {
  const places = new Map<Span, Place>();
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const span = order[at];
    if (span === undefined) continue;
    const last = childrenOf(span).at(-1);
    places.set(span, { at, end: (last === undefined ? undefined : places.get(last)?.end) ?? at + 1 });
  }
  return places;
}

const isWithin = (place: Place | undefined, other: Place | undefined): boolean => place !== undefined && other !== undefined && other.at < place.at && place.at < other.end;

/** Those below a span, of spans in the order of `outermostFirst`; found by halving, since a chain may ask at every span. */
function withinPlace(spans: readonly Span[], places: ReadonlyMap<Span, Place>, from: Span): readonly Span[] {
  const { at, end } = places.get(from) ?? { at: 0, end: 0 };
  const firstFrom = (place: number): number => {
    let [low, high] = [0, spans.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const span = spans[middle];
      if (span !== undefined && (places.get(span)?.at ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return spans.slice(firstFrom(at + 1), firstFrom(end));
}

/** An answer that is asked for again and again, worked out once for each span. */
function remember<Value>(workOut: (span: Span) => Value): (span: Span) => Value {
  const known = new Map<Span, Value>();
  return (span) => {
    const value = known.get(span) ?? workOut(span);
    known.set(span, value);
    return value;
  };
}

/** A span and those below it, depth first and iteratively: a chain of ten thousand parents must not overflow the stack. */
function addTree(order: Span[], root: Span, childrenOf: Steps): void {
  const open = [root];
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    order.push(span);
    const children = childrenOf(span);
    for (let at = children.length - 1; at >= 0; at -= 1) open.push(children[at] ?? root);
  }
}
