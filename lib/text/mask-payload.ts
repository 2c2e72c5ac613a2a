/** Deeper values, and more members than this, are told by their number. */
const DEPTH_MAX = 12;
const MEMBERS_MAX = 200;

/**
 * What a payload looks like without saying what is in it: names of members and types of values, no value; a text that is no JSON is told
 * by its length alone. Names of members that are data themselves (ids, addresses) are masked, too.
 */
export function maskPayload(body: string): string {
  try {
    return masked(JSON.parse(body), 0);
  } catch {
    return `text of ${Array.from(body).length} characters`;
  }
}

function masked(value: unknown, depth: number): string {
  if (value === null) return "null";
  if (typeof value === "string") return `string of ${Array.from(value).length}`;
  if (typeof value !== "object") return typeof value;
  const indent = "  ".repeat(depth + 1);
  const isList = Array.isArray(value);
  const members = isList ? value.map((one: unknown): [string, unknown] => ["", one]) : Object.entries(value);
  if (members.length === 0) return isList ? "[]" : "{}";
  if (depth >= DEPTH_MAX) return `${isList ? "list" : "object"} of ${members.length}`;
  const lines = members.slice(0, MEMBERS_MAX).map(([name, one]) => `${indent}${isList ? "" : `${maskName(name)}: `}${masked(one, depth + 1)}`);
  const left = members.length - lines.length;
  return [isList ? "[" : "{", ...lines, ...(left > 0 ? [`${indent}and ${left} more`] : []), `${"  ".repeat(depth)}${isList ? "]" : "}"}`].join("\n");
}

/** A name that a programmer chose: letters and signs, without a run of digits. */
const CHOSEN = /^[A-Za-z_$][A-Za-z_$.-]{0,39}\d{0,2}$/;

const maskName = (name: string): string => (CHOSEN.test(name) ? name : `name of ${Array.from(name).length}`);
