import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

const DIGEST_HEX_DIGITS = 16;

/**
 * Makes the digests that marks hold: the first 64 bits of HMAC-SHA256 (RFC 2104) in hex. Keyed, so that nobody can find a card or
 * telephone number by trying all there are; the same for the same value whatever the rule, so that sent and received compare.
 */
export function createDigest(key: string): (value: string) => string {
  const keyed = hmac.create(sha256, utf8ToBytes(key));
  return (value) => bytesToHex(keyed.clone().update(utf8ToBytes(value)).digest()).slice(0, DIGEST_HEX_DIGITS);
}
