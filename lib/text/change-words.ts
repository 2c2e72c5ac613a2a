import type { Change, ChangeKind, ChangeSide } from "@/lib/model/change.ts";
import type { MovedMeasure, SeamMove } from "@/lib/model/comparison.ts";
import { formatCount, formatRate } from "./count.ts";
import { formatDuration } from "./duration.ts";
import { agentPath, contractPath } from "./paths.ts";

/** What kinds of change are called. */
export const CHANGE_WORDS: Readonly<Record<ChangeKind, string>> = { agent_version: "agent version", model: "model", contract_version: "contract version" };

/** What changed, in as few words as stand beside a mark: "writer 2.1.0". */
export const changeName = ({ subject, to }: Pick<Change, "subject" | "to">): string => `${subject} ${to}`;

/** What changed, in a sentence without its time: "writer went from 2.0.0 to 2.1.0". */
export function changeSentence({ kind, how, subject, from, to }: Change): string {
  if (how === "pushed") return from === "" ? `${subject} ${to} was pushed, the first version of this contract` : `${subject} ${to} was pushed after ${from}`;
  if (kind === "model") return `${subject} calls ${to}, after ${from}`;
  return `${subject} ${to} was seen for the first time, after ${from}`;
}

/** The page of what changed. */
export const changePath = ({ kind, subject }: Pick<Change, "kind" | "subject">): string => (kind === "contract_version" ? contractPath(subject) : agentPath(subject));

/** A failure rate with what it rests on: "3.1% of 64", or that there was nothing. */
export const sideWords = ({ handoffs, failed }: ChangeSide): string => (handoffs === 0 ? "no handoffs" : `${formatRate(failed / handoffs)} of ${formatCount(handoffs)}`);

/** What measures are called. */
export const MEASURE_WORDS: Readonly<Record<MovedMeasure, string>> = { failure_rate: "failure rate", silent_rate: "silent rate", p95: "p95", volume: "volume" };

/** Both values of a move as people read them. */
export function moveValues({ measure, before, after }: SeamMove): { before: string; after: string } {
  const say = measure === "p95" ? formatDuration : measure === "volume" ? formatCount : formatRate;
  return { before: say(before), after: say(after) };
}
