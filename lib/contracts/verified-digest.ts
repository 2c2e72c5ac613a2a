import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import canonicalize from "canonicalize";
import type { Contract } from "@/lib/model/contract.ts";

/**
 * Lower-case hex SHA-256 over what examples are held against: the schema, the required parts, the invariants. A new version that changes none of
 * them is verified by what verified the one before, as in the Pact Broker, where a result belongs to the content and not to its version.
 */
export function verifiedDigest({ payload, required = [], invariants = [] }: Contract): string {
  const text = canonicalize({ payload: payload ?? null, required: required.toSorted(), invariants: invariants.map(({ cel }) => cel).toSorted() });
  if (text === undefined) throw new Error("a contract has no canonical form");
  return bytesToHex(sha256(utf8ToBytes(text)));
}
