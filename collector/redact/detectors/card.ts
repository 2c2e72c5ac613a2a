import { type Detector, rangesOf } from "./detector.ts";

const BEFORE = String.raw`(?<![0-9A-Za-z_](?<!\\[nrt])|\d[-.]|\.)`;
const AFTER = String.raw`(?![0-9A-Za-z_]|[-.]\d)`;
/** 13 to 19 digits as one run; four groups; the 4-6-5 of American Express and Diners. Other groups are lists of numbers. */
const WRITTEN = [String.raw`[2-6]\d{12,18}`, String.raw`[2-6]\d{3}([ -])\d{4}\1\d{4}\1\d{1,4}`, String.raw`[2-6]\d{3}([ -])\d{6}\1\d{4,5}`].map((form) => new RegExp(BEFORE + form + AFTER, "g"));

/** The networks' first digits and lengths (ISO/IEC 7812, the issuers' public ranges). */
const NETWORKS = /^(?:4\d{12}(?:\d{3}){0,2}|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01])\d{13}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|6(?:011|5\d\d|4[4-9]\d)\d{12}(?:\d{3})?|35(?:2[89]|[3-8]\d)\d{12}|62\d{14,17})$/;

/** Numbers of payment cards: a network's first digits and length, and Luhn's check digit (ISO/IEC 7812-1 annex B). */
export const CARD: Detector = {
  name: "card-number",
  anchors: [{ literals: [], shape: "[2-6][0-9](?:[ -]?[0-9]){11}" }],
  find: (text) => WRITTEN.flatMap((pattern) => rangesOf(text, pattern, isCard)).toSorted((a, b) => a.start - b.start),
};

/** Whether digits, perhaps in groups, are a card number by their beginning, length and check digit. */
export function isCard(written: string): boolean {
  const digits = written.replace(/[ -]/g, "");
  return NETWORKS.test(digits) && luhn(digits);
}

function luhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
