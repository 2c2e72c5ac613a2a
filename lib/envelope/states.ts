/** What an envelope tells: the event its report becomes, and whose word it is. */
export interface EnvelopeEvent {
  event: string;
  side: "source" | "target" | "gate";
  /** Value of `handoff.state`, where the event alone does not say it. */
  state?: string;
  /** The handoff is an answer on its way back. */
  isReturn?: true;
  /** Value of `handoff.gate.status`, where the event decides a gate. */
  decision?: string;
}

const REQUESTED = { event: "handoff.requested", side: "source" } as const;
const PROGRESS = { event: "handoff.progress", side: "target", state: "working" } as const;
const RECEIVED = { event: "handoff.received", side: "target" } as const;
const ASKED = { event: "handoff.gate.requested", side: "gate" } as const;
const DECIDED = { event: "handoff.gate.decided", side: "gate" } as const;
const REFUSED = { event: "handoff.rejected", side: "target" } as const;

/**
 * Every state an envelope may be in: our own words, the task states of A2A (either spelling), and the message types TASK, INTENT,
 * RESULT and STATE_UPDATE. A RESULT is a handoff of its own, back to whoever asked.
 */
const STATES: Readonly<Record<string, EnvelopeEvent>> = {
  sent: REQUESTED,
  submitted: REQUESTED,
  task: REQUESTED,
  intent: REQUESTED,
  result: { ...REQUESTED, isReturn: true },
  received: RECEIVED,
  working: PROGRESS,
  state_update: PROGRESS,
  validated: { event: "handoff.validation", side: "target" },
  accepted: { event: "handoff.accepted", side: "target" },
  rejected: { ...REFUSED, state: "rejected" },
  canceled: { ...REFUSED, state: "canceled" },
  cancelled: { ...REFUSED, state: "canceled" },
  completed: { event: "handoff.completed", side: "target", state: "completed" },
  failed: { event: "handoff.failed", side: "target", state: "failed" },
  timed_out: { event: "handoff.failed", side: "target", state: "timed_out" },
  retried: { event: "handoff.retry", side: "source" },
  fell_back: { event: "handoff.fallback", side: "source" },
  dead_lettered: { event: "handoff.dead_lettered", side: "source", state: "dead_lettered" },
  gate_requested: ASKED,
  input_required: ASKED,
  auth_required: ASKED,
  gate_decided: DECIDED,
  approved: { ...DECIDED, decision: "approved" },
  denied: { ...DECIDED, decision: "rejected" },
};

/** The states by name, for messages and documents. */
export const STATE_NAMES = Object.keys(STATES);

/** What a state tells, however it is spelt (`input-required`, `TASK_STATE_INPUT_REQUIRED`); undefined when it is none. */
export function eventOfState(state: string): EnvelopeEvent | undefined {
  const name = state.trim().toLowerCase().replaceAll("-", "_").replace(/^task_state_/, "");
  return Object.hasOwn(STATES, name) ? STATES[name] : undefined;
}
