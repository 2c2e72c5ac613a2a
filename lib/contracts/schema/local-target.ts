import { pointerTokens } from "@/lib/model/json-pointer.ts";
import { type Json, isJson } from "./subschemas.ts";

/** What a reference such as `#/$defs/address` leads to; undefined when it is of another kind or leads nowhere. */
export function localTarget(ref: unknown, root: Json): Json | boolean | undefined {
  if (ref === "#") return root;
  if (typeof ref !== "string" || !ref.startsWith("#/")) return undefined;
  let found: unknown = root;
  for (const name of pointerTokens(decode(ref.slice(1)))) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, name)) return undefined;
    found = Reflect.get(found, name);
  }
  return isJson(found) || typeof found === "boolean" ? found : undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
