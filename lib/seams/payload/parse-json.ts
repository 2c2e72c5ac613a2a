/** The value of a JSON text, or undefined when it is no JSON. */
export function parseJson(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
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
