import { parsePhoneNumberFromString } from "libphonenumber-js/min";
import { type Detector, rangesOf } from "./detector.ts";

/** The country's code after a plus or two zeros, then the number in groups. Two zeros only with groups, as bare digits would be any number. */
const WRITTEN = String.raw`(?:\+|%2[bB]) ?\(?[1-9][0-9]{0,3}\)?(?:[ .()/-]{0,3}[0-9]){6,13}|00[1-9][0-9]{0,2}(?:[ -][0-9]{2,8}){2,5}`;
const NUMBER = new RegExp(String.raw`(?<![0-9A-Za-z+](?<!\\[nrt])|[0-9][ .]|[*^])(?:${WRITTEN})(?![0-9A-Za-z_]|[.,:][0-9])`, "g");

/** Telephone numbers in international form (ITU-T E.123) that can be numbers of a country, by libphonenumber's lengths and ranges. */
export const PHONE: Detector = {
  name: "phone",
  anchors: [
    { literals: ["+", "%2b"], follow: "[ (1-9]", shape: String.raw`(?:\+|%2b) ?\(?[1-9][0-9]{0,3}\)?(?:[ .()/-]{0,3}[0-9]){6}` },
    { literals: [], shape: "00[1-9][0-9]{0,2}[ -][0-9]{2,8}[ -][0-9]" },
  ],
  find: (text) => rangesOf(text, NUMBER, isNumber),
};

function isNumber(written: string): boolean {
  const digits = written.replace(/^%2b/i, "").replace(/^00/, "").replace(/\(0\)/, "").replace(/\D/g, "");
  return parsePhoneNumberFromString(`+${digits}`)?.isPossible() === true;
}
