import { groupBy } from "@/lib/model/group-by.ts";
import { normaliseName } from "@/lib/model/normalise-name.ts";
import { flowsInto } from "../payload/data-flow.ts";
import { inputOf, outputOf } from "../trace/agent-exchange.ts";
import type { AgentRun, TraceIndex } from "../trace/index-trace.ts";
import type { FindHits, Hit } from "./hit.ts";
import { type Succession, successionsIn } from "./succession.ts";

const WITH_DATA_FLOW = 0.8;
/** One after the other is no handoff by itself: a batch job runs unrelated agents so, too. */
const BY_ORDER_ALONE = 0.4;
/** After so many at once, order alone is not even worth a guess. */
const CROWD = 16;

/**
 * S: agents that ran one after the other beside each other, where what the first one said is found in what the next one was
 * given. Only neighbours in time count, all of a parallel group included: in a shared conversation everything said once is
 * found in every later input.
 */
export const findSequences: FindHits = (trace) => {
  const pairs = successionsIn(trace).filter(({ source, target }) => normaliseName(source.name) !== normaliseName(target.name));
  const byTarget = groupBy(pairs, ({ target }) => target);
  return [...byTarget.values()].flatMap((own) => {
    const hits = own.map((succession) => toHit(trace, succession));
    return own.length > CROWD ? hits.filter((hit) => hit.confidence > BY_ORDER_ALONE) : hits;
  });
};

function toHit(trace: TraceIndex, { source, target, isReturn }: Succession): Hit {
  const said = outputOf(trace, source);
  return {
    rule: "S",
    confidence: flows(trace, source, target) ? WITH_DATA_FLOW : BY_ORDER_ALONE,
    source: { name: source.name, run: source },
    target: { name: target.name, run: target },
    sender: source.span,
    mode: "pass_control",
    direction: isReturn ? "return" : "forward",
    sent: said,
  };
}

function flows(trace: TraceIndex, source: AgentRun, target: AgentRun): boolean {
  const said = outputOf(trace, source);
  const given = inputOf(trace, target);
  return said !== undefined && given !== undefined && flowsInto(said.body, inputOf(trace, source)?.body ?? "", given.body);
}
