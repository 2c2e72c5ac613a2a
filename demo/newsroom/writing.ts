import type { Dice } from "../dice.ts";

const HANDLES = ["mira_builds", "opsnotebook", "quietqueue", "northbeam_io", "papertrail_dev", "latencylab", "fieldnotes_ai", "oncall_diary"] as const;
const TOPICS = [
  "retries that are not idempotent", "approval queues that outgrow their owner", "agents that report success into the void", "versioned contracts between teams",
  "where to keep drafts between two jobs", "reading a trace from the gap backwards", "summaries that drop the one number that mattered", "why the last hop needs a receipt",
] as const;
const OPENINGS = ["We ran into this last month:", "One thing that helped us:", "A small habit worth more than a big rewrite:", "Seen from the receiving side:", "The cheap fix came first:"] as const;
const POINTS = [
  "write the payload down before you ask anybody for anything.", "let the receiver say what it got, not only that it got something.",
  "give every piece of work one id and keep it to the end.", "count what was sent and what arrived, every cycle.",
  "put the deadline into the handoff, not into the prompt.", "treat an empty payload as a failure, however green the log is.",
] as const;

/** Somebody whose post or comment may be answered. */
export const someone = (dice: Dice): string => dice.pick(HANDLES);

/** Something people in this line of work write about. */
export const someTopic = (dice: Dice): string => dice.pick(TOPICS);

/** A short post about a topic. */
export const shortPost = (dice: Dice, topic: string): string => `On ${topic}. ${dice.pick(OPENINGS)} ${dice.pick(POINTS)}`;

/** A longer text about a topic, of about that many characters. */
export function longText(dice: Dice, topic: string, characters: number): string {
  let text = `Notes on ${topic}.`;
  while (text.length < characters) text += ` ${dice.pick(OPENINGS)} ${dice.pick(POINTS)}`;
  return text.slice(0, characters);
}
