import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** A short name for what the parts say: the first 96 bits of the SHA-256 of their JSON, as 24 hexadecimal digits. */
export const digestOf = (parts: readonly (string | number)[]): string => bytesToHex(sha256(utf8ToBytes(JSON.stringify(parts)))).slice(0, 24);
