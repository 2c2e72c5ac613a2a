import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import canonicalize from "canonicalize";
import type { Payload } from "@/lib/model/handoff.ts";
import { isStructured, parseJson } from "./parse-json.ts";

/** `sha256:` over RFC 8785 canonical JSON when the text has such a form, else over its UTF-8 in NFC: equal content, equal hash. */
export function hashOf(text: string): string {
  const value = parseJson(text);
  const canonical = value === undefined ? undefined : canonicalOf(value);
  return `sha256:${digestOf(canonical ?? text.normalize("NFC"))}`;
}

/** RFC 8785 has no form for a number that no double holds (`1e999`) nor for half a surrogate pair: undefined. */
function canonicalOf(value: unknown): string | undefined {
  try {
    return canonicalize(value);
  } catch {
    return undefined;
  }
}

/** Lower-case hex SHA-256 of a text, for ids and hashes. */
export const digestOf = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

/** What telemetry may say of a payload besides its text. */
export interface PayloadClaims {
  hash?: string | undefined;
  sizeBytes?: number | undefined;
  tokens?: number | undefined;
}

/**
 * A payload from the text that was captured; claims of the sender or receiver win over what is measured here, since the
 * captured text may have been cut on its way to us. Undefined when there is neither text nor a claim.
 */
export function makePayload(body: string | undefined, from: string, claims: PayloadClaims = {}): Payload | undefined {
  if (body === undefined && claims.hash === undefined && claims.sizeBytes === undefined && claims.tokens === undefined) return undefined;
  const text = body ?? "";
  return {
    body: text,
    mediaType: isStructured(parseJson(text)) ? "application/json" : "text/plain",
    hash: claims.hash ?? (body === undefined ? "" : hashOf(text)),
    sizeBytes: claims.sizeBytes ?? (body === undefined ? null : utf8ToBytes(text).length),
    tokens: claims.tokens ?? null,
    from,
  };
}
