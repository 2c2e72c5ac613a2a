import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

// Written limits of one request. What is beyond them is cut and counted, never silently lost; the sender is told.

/** Attributes of one span, event, link, resource or scope; the default limit of OpenTelemetry's SDKs is 128. */
export const ATTRIBUTES_MAX = 1024;
/** Events of one span; also the limit for links. */
export const EVENTS_MAX = 1024;
export const LINKS_MAX = 1024;
/** Levels of arrays and kvlists inside one attribute value. */
export const DEPTH_MAX = 64;
/** Values inside arrays and kvlists of one request: two bytes on the wire may cost hundreds in memory. */
export const NESTED_VALUES_MAX = 1_000_000;
/** UTF-16 units of a span, event or scope name, a schema URL or a tracestate. */
export const NAME_CHARS_MAX = 8192;
/** UTF-16 units of an attribute key. */
export const KEY_CHARS_MAX = 256;
/** UTF-16 units of a text, bytes of a byte string: a payload of 10 MB is kept whole. */
export const VALUE_CHARS_MAX = 10 * 1024 * 1024;
/** Spans or log records of one request; a sender batches 512 by default. */
export const RECORDS_MAX = 250_000;

/** What stands in the place of a value that is nested too deeply. */
export const TOO_DEEP = `[nested deeper than ${DEPTH_MAX} levels]`;

/** The text, or as much of it as the limit allows, with a note of how long it was and the start of its SHA-256, by which it compares. */
export function cutText(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text;
  return `${text.slice(0, charsMax).toWellFormed()}[cut, ${text.length} characters in all, sha256 ${digestOf(utf8ToBytes(text))}]`;
}

const digestOf = (bytes: Uint8Array): string => bytesToHex(sha256(bytes)).slice(0, 16);
