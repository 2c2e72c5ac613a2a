/** What becomes of a value: `mask` leaves the rule's name and a keyed digest, `hash` the digest alone, `drop` nothing. */
export const REDACTION_ACTIONS = ["mask", "hash", "drop"] as const;
export type RedactionAction = (typeof REDACTION_ACTIONS)[number];

/** A rule of the file: what it names in the attributes it is for is masked, hashed or dropped. */
export interface FieldRule {
  name: string;
  action: RedactionAction;
  /** Globs of attribute keys (`*` is any text); a log's body has the key `body`, a span's name and status message `name` and `status.message`. */
  attributes: readonly string[];
  /** JSON pointer into the attribute's value, in which `*` is any one member and `**` any number of them; "" is the whole value. */
  pointer: string;
  /** Only what matches in the texts there, in RE2's syntax; undefined: the whole of what the pointer names. */
  pattern: string | undefined;
  /** A text without which the pattern cannot match: it spares all others the slow way. */
  contains: string | undefined;
}

/** What a file of rules says, as plain data that can go to a thread. */
export interface RedactionRules {
  fields: readonly FieldRule[];
  /** What the file says of detectors, by name; the others mask. */
  detectors: Readonly<Record<string, RedactionAction | "off" | undefined>>;
}

/** All there is to know for redacting: `key` is for the digests, `sensitive` are pointers that contracts call so. Plain data. */
export interface RedactionSettings {
  key: string;
  rules: RedactionRules;
  sensitive: readonly string[];
}

/** No file: every detector masks. */
export const NO_RULES: RedactionRules = { fields: [], detectors: {} };
