import type { Breaks, Compatibility } from "@/lib/model/compatibility.ts";

/** What each verdict on two versions means for those who deploy them. */
export const COMPATIBILITY_WORDS: Record<Compatibility, { label: string; meaning: string }> = {
  FULL: { label: "Full", meaning: "Old and new senders and receivers get on, in any order." },
  BACKWARD: { label: "Backward", meaning: "New receivers take what old senders send: move receivers first." },
  FORWARD: { label: "Forward", meaning: "Old receivers take what new senders send: move senders first." },
  NONE: { label: "None", meaning: "Neither takes the other's: both sides must move at once." },
};

/** What a change does to those who have not moved yet. */
export const BREAKS_WORDS: Record<Breaks, string> = {
  none: "breaks nobody",
  backward: "breaks old senders",
  forward: "breaks old receivers",
  both: "breaks both",
};
