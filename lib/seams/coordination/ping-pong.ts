import { groupBy } from "@/lib/model/group-by.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import type { CoordinationById } from "./coordination.ts";
import { note } from "./coordination.ts";
import { type Passing, type TraceView, tokensOf } from "./passing.ts";
import { workIn } from "./same-work.ts";

/** There, back, there, back, and there again: the third time the same work goes the same way. */
const HOPS_MIN = 5;
const NANOS_PER_MS = 1_000_000n;

/**
 * The same work handed to and fro between two agents, found on the hop with which it becomes clear. Only what the agents hand
 * over themselves is a hop: an answer that goes back to its caller is none. Each direction must repeat itself to the word.
 */
export function findPingPong({ passings, trace }: TraceView, facts: CoordinationById): void {
  const sentHere = passings.filter((passing) => passing.sentAt !== undefined && isHop(passing) && passing.evidence.legs.some(({ kind, traceId }) => kind === "sent" && traceId === trace.traceId));
  const pairs = groupBy(sentHere, ({ evidence }) => `${evidence.correlationId} ${endsOf(evidence).toSorted().join(" ")}`);
  for (const hops of pairs.values()) {
    if (hops.length >= HOPS_MIN) for (const rally of ralliesIn(hops)) serve(rally, facts);
  }
}

const endsOf = ({ source, target }: Passing["evidence"]): string[] => [normaliseName(source.name), normaliseName(target.name)];

/** Control that flows back by itself (rule S), a declared answer, and a call that returns are no hops. */
function isHop({ evidence }: Passing): boolean {
  const [source, target] = endsOf(evidence);
  const isAnswer = evidence.direction === "return" && (evidence.rule === "S" || evidence.rule === "E");
  return source !== target && source !== "" && target !== "" && evidence.mode !== "return_to_caller" && !isAnswer;
}

/** Hops in order of sending, split wherever one does not answer the one before, or carries other work than the last one that way. */
function ralliesIn(hops: readonly Passing[]): Passing[][] {
  const rallies: { hop: Passing; work: string }[][] = [];
  for (const hop of hops) {
    const work = workIn(hop.evidence.sent);
    const current = rallies.at(-1);
    const [before, last] = [current?.at(-2), current?.at(-1)];
    if (work === undefined) rallies.push([]);
    else if (current === undefined || last === undefined || (goesBack(last.hop, hop) && (before === undefined || before.work === work))) {
      if (current === undefined) rallies.push([{ hop, work }]);
      else current.push({ hop, work });
    } else rallies.push(goesBack(last.hop, hop) ? [last, { hop, work }] : [{ hop, work }]);
  }
  return rallies.filter((rally) => rally.length >= HOPS_MIN).map((rally) => rally.map(({ hop }) => hop));
}

const goesBack = (a: Passing, b: Passing): boolean => normaliseName(a.evidence.source.name) === normaliseName(b.evidence.target.name);

function serve(rally: readonly Passing[], facts: CoordinationById): void {
  const clear = rally[HOPS_MIN - 1];
  const [first, last] = [rally[0]?.sentAt, rally.at(-1)?.sentAt];
  if (clear === undefined || first === undefined || last === undefined) return;
  const tokens = rally.flatMap(({ evidence }) => tokensOf(evidence.sent) ?? []);
  note(facts, clear.evidence.id, {
    pingPong: { hops: rally.length, millis: Number((last - first) / NANOS_PER_MS), tokens: tokens.length === 0 ? undefined : tokens.reduce((sum, one) => sum + one, 0) },
  });
}
