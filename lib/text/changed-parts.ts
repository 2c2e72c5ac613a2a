import { diffWordsWithSpace } from "diff";

/** A piece of a text, and whether the other text has it too. */
export interface Part {
  text: string;
  changed: boolean;
}

/** Beyond this a comparison word by word costs more than it shows. */
const CHARACTERS_MAX = 4000;
const EDITS_MAX = 400;

/** Both texts in pieces, so that what differs can be marked; one changed piece each when they are long or have little in common. */
export function changedParts(sent: string, received: string): { sent: Part[]; received: Part[] } {
  const whole = { sent: [{ text: sent, changed: true }], received: [{ text: received, changed: true }] };
  if (sent.length + received.length > CHARACTERS_MAX) return whole;
  const changes = diffWordsWithSpace(sent, received, { maxEditLength: EDITS_MAX });
  if (changes === undefined) return whole;
  return {
    sent: changes.filter((change) => !change.added).map((change) => ({ text: change.value, changed: change.removed })),
    received: changes.filter((change) => !change.removed).map((change) => ({ text: change.value, changed: change.added })),
  };
}
