import { pointerTokens } from "@/lib/model/json-pointer.ts";

/** Whether a JSON payload has something at a JSON pointer (RFC 6901); text that is no JSON has nothing anywhere. */
export function holdsPointer(body: string, pointer: string): boolean {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return false;
  }
  for (const part of pointerTokens(pointer)) {
    if (typeof value !== "object" || value === null || !Object.prototype.propertyIsEnumerable.call(value, part)) return false;
    value = Object.entries(value).find(([key]) => key === part)?.[1];
  }
  return true;
}
