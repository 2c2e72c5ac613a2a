/** The reference tokens of a JSON pointer, as the keys they stand for (RFC 6901 §4); none of the pointer to the whole. */
export const pointerTokens = (pointer: string): string[] => pointer.split("/").slice(1).map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));

/** A key as a reference token of a JSON pointer (RFC 6901 §3). */
export const escapeToken = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");
