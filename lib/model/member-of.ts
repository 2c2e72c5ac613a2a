/** Names that say nothing without the one above them. */
const PLAIN = new Set(["value", "id", "name", "type", "text", "status", "key", "data", "content", "body", "message"]);

/**
 * The member a JSON pointer (RFC 6901) ends in, in lower case, by which a value is known again when it stands under another parent; a
 * plain name (`value`, `id`) with the one above it. "" for an item of a list, whose position says nothing elsewhere.
 */
export function memberOf(pointer: string): string {
  const [name = "", above = ""] = pointer.toLowerCase().split("/").toReversed();
  if (/^\d*$/.test(name)) return "";
  return PLAIN.has(name) && above !== "" ? `${above}/${name}` : name;
}
