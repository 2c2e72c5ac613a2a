/** Whether a JSON payload has something at a JSON pointer (RFC 6901); text that is no JSON has nothing anywhere. */
export function holdsPointer(body: string, pointer: string): boolean {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return false;
  }
  const parts = pointer.split("/").slice(1).map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  for (const part of parts) {
    if (typeof value !== "object" || value === null || !Object.prototype.propertyIsEnumerable.call(value, part)) return false;
    value = Object.entries(value).find(([key]) => key === part)?.[1];
  }
  return true;
}
