import type { AlertPayload } from "./payload.ts";
import { EXAMPLE_PAYLOAD } from "./example.ts";

const PLACEHOLDER = /\{\{\s*([A-Za-z0-9_.]*)\s*\}\}/g;
const ALONE = /^\{\{\s*([A-Za-z0-9_.]*)\s*\}\}$/;
/** Labels of a rule are whatever its author called them. */
const FREE = /^(?:labels|rule\.labels)\.[A-Za-z_][A-Za-z0-9_]*$/;

/** Every name that a template may ask for, by dots: the fields of the payload. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(namesIn(EXAMPLE_PAYLOAD, ""));

function namesIn(value: unknown, path: string): string[] {
  const own = path === "" ? [] : [path];
  if (typeof value !== "object" || value === null) return own;
  return [...own, ...Object.entries(value).flatMap(([name, inner]) => namesIn(inner, path === "" ? name : `${path}.${name}`))];
}

/** Why a template cannot be used, in one sentence; undefined: it can. It must be JSON, with placeholders inside of its strings. */
export function templateProblem(template: string): string | undefined {
  const parsed = parse(template);
  if (parsed === undefined) return "expected JSON, with {{placeholders}} inside of its strings";
  const asked = stringsIn(parsed.json).flatMap((text) => [...text.matchAll(PLACEHOLDER)].map((found) => found[1] ?? ""));
  const unknown = asked.find((name) => !PLACEHOLDERS.has(name) && !FREE.test(name));
  if (unknown === undefined) return undefined;
  const near = [...PLACEHOLDERS].filter((name) => !/\.\d/.test(name) && name.split(".").at(-1) === unknown.split(".").at(-1)).slice(0, 5);
  return `{{${unknown}}} is no field of a notification${near.length === 0 ? ", whose fields docs/channels.md lists" : `; did you mean ${near.map((name) => `{{${name}}}`).join(" or ")}?`}`;
}

/**
 * The template with its placeholders filled in. They are filled in within the parsed JSON, so that whatever stands in a field cannot leave its
 * string; one that is alone in its string gives the field as it is, a number, a list or null. Throws on a template that was never checked.
 */
export function fillTemplate(template: string, payload: AlertPayload): string {
  const parsed = parse(template);
  if (parsed === undefined) throw new Error("Cannot fill a template in that is no JSON");
  return JSON.stringify(filled(parsed.json, payload));
}

function filled(value: unknown, payload: AlertPayload): unknown {
  if (typeof value === "string") return filledString(value, payload);
  if (Array.isArray(value)) return value.map((inner) => filled(inner, payload));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, filled(inner, payload)]));
}

function filledString(text: string, payload: AlertPayload): unknown {
  const [, alone] = ALONE.exec(text) ?? [];
  if (alone !== undefined) return fieldOf(payload, alone) ?? null;
  return text.replaceAll(PLACEHOLDER, (_, name: string) => asText(fieldOf(payload, name)));
}

const asText = (field: unknown): string => (typeof field === "string" ? field : field === undefined || field === null ? "" : JSON.stringify(field));

function fieldOf(payload: AlertPayload, name: string): unknown {
  return name.split(".").reduce<unknown>((value, key) => (typeof value === "object" && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined), payload);
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

function parse(template: string): { json: unknown } | undefined {
  try {
    const json: unknown = JSON.parse(template);
    return { json };
  } catch {
    return undefined; // JSON.parse throws on what is no JSON, and on nothing else.
  }
}
