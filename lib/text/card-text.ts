import type { Handoff } from "@/lib/model/handoff.ts";
import { verdictSentence } from "./verdict-sentence.ts";

/** Letters and signs that the fonts of cards draw, each of them tried; for any other one the drawing library would ask a host elsewhere, and tell it the text. */
const NOT_DRAWN = /[^\x20-\x7E\u00A1-\u00AC\u00AE-\u0148\u014A-\u017F\u0386\u0388-\u038A\u038C\u038E-\u03A1\u03A3-\u03CE\u0400-\u045F\u2013\u2014\u2018-\u201A\u201C-\u201E\u2026]/gu;
const ARROW = /\s*→\s*/g;

/** Text of strangers as a card can draw it, cut to a length; what its fonts lack becomes a question mark. */
export function cardText(text: string, lengthMax: number): string {
  const drawn = text.normalize("NFC").replaceAll(ARROW, " – ").replaceAll(/\s+/g, " ").trim().replaceAll(NOT_DRAWN, "?");
  return drawn.length > lengthMax ? `${drawn.slice(0, lengthMax - 1).trimEnd()}…` : drawn;
}

type Told = Parameters<typeof verdictSentence>[0];

/** The verdict in one sentence without what agents or findings say in words of their own, which may quote a payload: it stands where links are unfurled. */
export const publicSentence = (handoff: Pick<Handoff, keyof Told>): string =>
  verdictSentence({ ...handoff, legs: handoff.legs.map((leg) => ({ ...leg, claim: "" })), findings: handoff.findings.map((finding) => ({ ...finding, message: "" })) });
