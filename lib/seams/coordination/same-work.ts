import type { Payload } from "@/lib/model/handoff.ts";
import { isContent, leavesOf } from "../payload/leaves.ts";
import { isStructured, parseJson } from "../payload/parse-json.ts";
import { flatten } from "../payload/texts-in.ts";

/** Members that count or stamp the way itself: they differ from hop to hop although the work is the same. Ids of the business are not among them. */
const OF_THE_WAY =
  /[/_-](?:attempts?|retry|retries|hops?|turns?|rounds?|iterations?|counter|(?:hop|retry|attempt|turn|round|iteration)_?count|seq(?:uence)?|timestamp|ts|nonce|(?:trace|span|message|call|handoff)_?id|traceparent|\w+_at|at)$/i;
const IN_CAMEL_CASE = /[a-z](?:At|Timestamp|Attempts?|Hops?|RetryCount)$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
/** What frameworks answer to every transfer: it says that something was handed over, not what. */
const ACKNOWLEDGEMENT = /^.{0,40}\b(?:transferr?ed|handed (?:off|over)|handoff|routed|delegated) (?:back )?to\b.{0,60}$/i;
/** Members of messages that say how a message was made. */
const ENVELOPE = /\/(?:role|type|name|status|finish_reason|id|tool_call_id)$/;
/** Less than this says nothing of the work: `{}`, "ok", an id. */
const CHARACTERS_MIN = 12;

/**
 * What a payload is about, for comparison: its values with their places, without counters, moments and ids of the way, or
 * its text without regard to case and spacing. Undefined when nothing is left that would tell one work from another.
 */
export function workIn(payload: Payload | undefined): string | undefined {
  if (payload === undefined || payload.body.trim() === "") return undefined;
  const value = parseJson(payload.body);
  if (!isStructured(value)) return ACKNOWLEDGEMENT.test(payload.body) ? undefined : longEnough(flatten(payload.body), payload.body);
  const kept = leavesOf(value).filter((leaf) => isContent(leaf.value) && !isOfTheWay(leaf.pointer) && !MOMENT.test(String(leaf.value)));
  const told = kept.map(({ pointer, value: leaf }) => `${pointer} ${flatten(String(leaf))}`).toSorted();
  return longEnough(told.join("\n"), kept.filter((leaf) => !ENVELOPE.test(leaf.pointer) && !ACKNOWLEDGEMENT.test(String(leaf.value))).map((leaf) => String(leaf.value)).join(""));
}

const isOfTheWay = (pointer: string): boolean => OF_THE_WAY.test(pointer) || IN_CAMEL_CASE.test(pointer);

const longEnough = (work: string, content: string): string | undefined => (content.trim().length < CHARACTERS_MIN ? undefined : work);
