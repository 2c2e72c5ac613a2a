import { STRONG_KEY_KINDS, WEAK_KEY_KINDS } from "@/lib/model/workflow.ts";

/** A key that a trace carries; `kind` is the attribute that holds it. */
export interface Key {
  kind: string;
  key: string;
}

/** A span of one trace links to another: the key is the other's id, which the other carries by being itself. */
export const LINK_KIND = "span_link";

/** The kind that names a business task: traces with different ones are different work, even when they touch. */
export const TASK_KIND = "handoff.correlation_id";

/** A key in more traces than this was not made unique by whoever made it. */
const TRACES_PER_KEY_MAX = 200;
/** A thread of more traces than this is a place where people talk, not one piece of work. */
const TRACES_PER_THREAD_MAX = 20;
/** A call is asked for in one trace and runs, or is tried again, in few others; models that number their calls use one id in many. */
const TRACES_PER_CALL_MAX = 4;
const CALL_KIND = "gen_ai.tool.call.id";
const NUMBERED_CALL = /^[a-z_-]{0,32}\d{1,4}(?:[-_]\d{1,4})?$/i;
/** So many traces may share a key that looks like a constant before it is taken for one. */
const TRACES_PER_CONSTANT_MAX = 5;
const CONSTANT = /^(?:default|none|null|nil|undefined|unknown|test|main|session|thread|example|n\/?a|-+|0+|.{0,2})$/i;

const RANKED: readonly string[] = [...STRONG_KEY_KINDS, ...WEAK_KEY_KINDS];

/** Whether a kind says no more than that two traces are of the same thread. */
export const isWeak = (kind: string): boolean => WEAK_KEY_KINDS.some((weak) => weak === kind);

/** Most specific kinds first; kinds of resumed runs, which have no fixed list, stand between the strong and the weak. */
export function byStrength(a: Key, b: Key): number {
  return rankOf(a.kind) - rankOf(b.kind) || compare(a.kind, b.kind) || compare(a.key, b.key);
}

/** One text for a key, to look it up by. */
export const keyId = ({ kind, key }: Key): string => `${kind}\n${key}`;

/** Why a key cannot be trusted to join the traces that carry it; undefined when it can. */
export function doubtOf({ kind, key }: Key, traces: number): string | undefined {
  if (traces > TRACES_PER_CONSTANT_MAX && CONSTANT.test(key)) return `“${key}” looks like a constant, and ${traces} traces carry it`;
  if (kind === CALL_KIND && (traces > TRACES_PER_CALL_MAX || NUMBERED_CALL.test(key))) return `“${key}” is the id of a tool call, numbered by whoever made it; ${traces} traces carry it`;
  if (traces > TRACES_PER_KEY_MAX) return `${traces} traces carry it, more than one piece of work has`;
  if (isWeak(kind) && traces > TRACES_PER_THREAD_MAX) return `${traces} traces are of this thread, which says nothing more of them`;
  return undefined;
}

function rankOf(kind: string): number {
  const rank = RANKED.indexOf(kind);
  return rank === -1 ? STRONG_KEY_KINDS.length - 0.5 : rank;
}

/** Order of two texts by code unit, the same everywhere. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
