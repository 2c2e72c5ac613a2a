import { findTeam } from "../transcript/find-hub.ts";
import type { Dispatch } from "../transcript/dispatch.ts";
import { findDispatches } from "../transcript/find-dispatches.ts";
import { type Entry, readTranscript } from "../transcript/read-transcript.ts";
import type { AgentRun, TraceIndex } from "../trace/index-trace.ts";
import type { FindHits, Hit } from "./hit.ts";

/**
 * M: in a trace that is nothing but a log of messages (see `readTranscript`), what the orchestrator said to whom. A message
 * names its target itself, or a ledger or note before it does, or the target answers. A dispatch that nobody answers has a
 * `sent` leg alone.
 *
 * False positives: a final answer put as a request; a thought that no word gives away, right before a worker speaks; with
 * neither ledger nor name, whom an unanswered message went to is a guess by its words, or unknown where the log has nothing but
 * messages. Talk of peers without an orchestrator gives nothing unless one of them is called like one.
 */
export const findNamedMessages: FindHits = (trace) => {
  const entries = readTranscript(trace);
  const team = entries === undefined ? undefined : findTeam(entries);
  if (entries === undefined || team === undefined) return [];
  return findDispatches(entries, team).map((dispatch) => toHit(trace, team.hub, dispatch));
};

function toHit(trace: TraceIndex, hub: string, { entry, target, how, confidence, reply }: Dispatch): Hit {
  return {
    rule: "M",
    confidence,
    source: { name: hub, run: runOf(trace, entry, hub) },
    target: { name: target, run: reply === undefined ? undefined : runOf(trace, reply, target) },
    sender: entry.span,
    mode: "return_to_caller",
    direction: "forward",
    sent: entry.message.said,
    returned: reply?.message.said,
    received: reply?.message.given ?? "unknown",
    note: how === "guessed" ? "whom it went to is a guess by its words" : undefined,
  };
}

/** An entry is its speaker's run, whether or not its span says so in a framework's way. */
function runOf(trace: TraceIndex, { span }: Entry, name: string): AgentRun {
  const run = trace.agentAt(span);
  return run?.span === span && run.name === name ? run : { span, name, isContainer: false };
}
