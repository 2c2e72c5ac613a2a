import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import canonicalize from "canonicalize";
import type { Contract } from "@/lib/model/contract.ts";

/** Canonical JSON of a contract (RFC 8785): the same terms give the same text, however the file was laid out. */
function canonicalText(contract: Contract): string {
  const text = canonicalize(contract);
  if (text === undefined) throw new Error("a contract has no canonical form");
  return text;
}

/** Lower-case hex SHA-256 over the canonical JSON of a contract. Comments, order of keys and YAML or JSON make no difference. */
export const contractHash = (contract: Contract): string => bytesToHex(sha256(utf8ToBytes(canonicalText(contract))));
