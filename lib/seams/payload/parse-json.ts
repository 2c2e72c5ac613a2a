/** Nobody hands this over in earnest, and hashing or printing it would exhaust the call stack. */
const DEPTH_MAX = 1000;

/** The value of a JSON text, or undefined when it is no JSON or is nested more than 1,000 deep. */
export function parseJson(text: string | undefined): unknown {
  if (text === undefined || isTooDeep(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** Counts brackets outside strings; only text that is long enough to be too deep is looked through. */
function isTooDeep(text: string): boolean {
  if (text.length <= DEPTH_MAX || !/^\s*[[{]/.test(text)) return false;
  let isInString = false;
  for (let at = 0, depth = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') isInString = !isInString;
    else if (isInString) at += char === "\\" ? 1 : 0;
    else if (char === "[" || char === "{") depth += 1;
    else if (char === "]" || char === "}") depth -= 1;
    if (depth > DEPTH_MAX) return true;
  }
  return false;
}

/** The object of a JSON text, or undefined when it is anything else. */
export function parseJsonObject(text: string | undefined): Record<string, unknown> | undefined {
  if (text === undefined || !text.trimStart().startsWith("{")) return undefined;
  const value = parseJson(text);
  return isRecord(value) ? value : undefined;
}

/** A JSON object: neither null nor an array. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** JSON that begins like an object or array and would be read as one by the receiver. */
export const isStructured = (value: unknown): boolean => isRecord(value) || Array.isArray(value);
