import type { Payload } from "@/lib/model/handoff.ts";
import { isDropped, isMark } from "@/lib/model/redaction-mark.ts";
import { type Leaf, LEAVES_MAX, anyItem, isContent, leavesOf, placesOn } from "../payload/leaves.ts";
import { type ShorterList, shorterLists } from "../payload/lost-items.ts";
import { isStructured, parseJson } from "../payload/parse-json.ts";
import { isRounded, isSameValue, numberIn } from "../payload/same-value.ts";
import { flatten } from "../payload/texts-in.ts";
import type { Check, Found } from "./check.ts";

/** A longer text is prose, which agents re-word for good reasons. */
const TEXT_LENGTH_MAX = 80;
const FINDINGS_MAX = 20;
/** Members that count or stamp the way itself and differ at its two ends by nature. */
const OF_THE_WAY = /[/_](?:attempts?|retr(?:y|ies)|hops?|timestamp|seq(?:uence)?|status|state|trace_?id|span_?id|traceparent)$|(?:created|updated|modified|sent|received|queued|started|processed)_?at$/i;
/** A mark that can be compared with another one. */
const isDigest = (value: unknown): value is string => isMark(value) && !isDropped(value);
const MASK = /redacted|masked|\*{3}|[•x█]{4}/i;

/** What arrived is not what was sent. */
export const valueDrift: Check = {
  class: "value_drift",
  severity: "error",
  side: "seam",
  demands: ["S2.29", "S2.30"],
  meaning: "A value arrived, and it is another one: a number was rounded, a word was replaced, an item of a list fell out on the way.",
  rule: `Both sides report the payload as JSON, every attempt sent the same, and at the same place there is another number or nothing at all, or a list with fewer items of which the missing ones are nowhere else. Another text of up to ${TEXT_LENGTH_MAX} characters, or the other truth value, is a warning.`,
  fix: "Carry numbers, ids and lists as fields of the contract and copy them by code; let models write only what is prose. The comparison of sent and received shows both values.",
  lookalike: "The same value written otherwise (`10` and `10.0`, case, white space, another notation of one moment), a list in another order or without its repeats, a text to which something was added, a value masked by the agents themselves or dropped (values that the collector masked are compared by their digests), and members that count or stamp the way itself (`attempt`, `status`, `updated_at`).",
  find: ({ evidence, earlier }) => {
    const { sent, received, terms } = evidence;
    if (terms === undefined || new Set(terms.attempts.map((attempt) => attempt.sentHash)).size > 1) return [];
    if (!isReported(sent, "sent") || !isReported(received, "received") || sent.hash === received.hash) return [];
    const [before, after] = [parseJson(sent.body), parseJson(received.body)];
    if (!isStructured(before) || !isStructured(after)) return [];
    const told = earlier.filter((finding) => finding.class === "context_loss" || finding.class === "truncated").map((finding) => finding.pointer);
    return driftBetween(leavesOf(before), leavesOf(after), told).slice(0, FINDINGS_MAX);
  },
};

const isReported = (payload: Payload | undefined, side: "sent" | "received"): payload is Payload => payload?.from === `handoff.${side}.payload`;

function driftBetween(sent: readonly Leaf[], received: readonly Leaf[], told: readonly string[]): Found[] {
  const lists = received.length < LEAVES_MAX ? shorterLists(sent, received) : [];
  const shorter = new Set(lists.map((list) => list.pointer));
  const arrived = new Map(received.map((leaf) => [leaf.pointer, leaf.value]));
  const placed = new Set(received.map(placeOf));
  const texts = new Set(received.map((leaf) => flatten(String(leaf.value))));
  const changed = sent.flatMap((leaf) => {
    const { pointer, value } = leaf;
    if (!arrived.has(pointer) || OF_THE_WAY.test(pointer) || told.includes(pointer) || (shorter.size > 0 && [...placesOn(pointer), ""].some((place) => shorter.has(place)))) return [];
    if (placeOf(leaf) !== `${pointer} ${flatten(String(value))}` && placed.has(placeOf(leaf))) return [];
    return compare(pointer, value, arrived.get(pointer), texts);
  });
  return [...lists.filter((list) => !told.some((pointer) => pointer.startsWith(`${list.pointer}/`))).map(foundList), ...changed];
}

/** A value with its place; in lists the position is left open, for they may come in another order. */
const placeOf = ({ pointer, value }: Leaf): string => `${anyItem(pointer)} ${flatten(String(value))}`;

function compare(pointer: string, before: unknown, after: unknown, texts: ReadonlySet<string>): Found[] {
  if (isDigest(before) && isDigest(after)) return flatten(before) === flatten(after) ? [] : [{ ...found(pointer, before, after, "is another value (both were redacted)"), severity: "warning" }];
  const isText = typeof before === "string" && numberIn(before) === undefined;
  if (!isContent(before) || (isText && texts.has(flatten(before))) || MASK.test(`${String(before)}\n${String(after)}`)) return [];
  if (after === null || after === "") return typeof before === "boolean" ? [] : [found(pointer, before, after, "arrived empty")];
  if (!isContent(after) || isSameValue(before, after)) return [];
  const [from, to] = [numberIn(before), numberIn(after)];
  if (from !== undefined && to !== undefined) return [found(pointer, before, after, isRounded(from, to) ? "was rounded" : "is another number")];
  const [short, long] = [String(before), String(after)];
  if (short.length > TEXT_LENGTH_MAX || long.length > TEXT_LENGTH_MAX || flatten(long).includes(flatten(short))) return [];
  return [{ ...found(pointer, before, after, "reads differently"), severity: "warning" }];
}

const found = (pointer: string, before: unknown, after: unknown, what: string): Found => ({
  pointer,
  message: `${pointer} ${what}: ${clip(before)} was sent, ${clip(after) || "nothing"} arrived`,
  reason: `${anyItem(pointer)} ${what}`,
  evidence: { sent: clip(before), received: clip(after) },
});

const clip = (value: unknown): string => (isContent(value) ? String(value).slice(0, TEXT_LENGTH_MAX) : "");

const foundList = ({ pointer, sent, arrived, gone }: ShorterList): Found => ({
  pointer,
  message: `${pointer || "the list"} lost items: ${sent} were sent, ${arrived} arrived`,
  reason: `${anyItem(pointer) || "/"} lost items`,
  evidence: { sent: String(sent), received: String(arrived), missing: gone.slice(0, 20).map((index) => `${pointer}/${index}`).join(", ") },
});
