import { withoutRuleNames } from "@/lib/model/redaction-mark.ts";
import { isRecord, parseJson } from "./parse-json.ts";

const DEPTH_MAX = 64;

/** Members of messages that say how a message was made, not what it says. */
const ENVELOPE = /tool_call|^(id|type|role|name|finish_reason|model|mime_type)$/;

/** Every string inside a payload, with JSON inside strings opened up too: what a model could have read in it. */
function textsIn(payload: string): string[] {
  const texts: string[] = [];
  collect(payload, texts, 0, () => true);
  return texts;
}

/** The same for what an agent said: without the envelopes of its messages and without the tools it called. */
export function spokenTextsIn(payload: string): string[] {
  const texts: string[] = [];
  collect(payload, texts, 0, (key) => !ENVELOPE.test(key));
  return texts;
}

/** One comparable text of a payload: frameworks differ in white space, case and quoting. */
export const flatText = (payload: string): string => flatten(textsIn(payload).join("\n"));

/** White space folded, case dropped; marks of redaction told by their digests, whichever rule made them. */
export const flatten = (text: string): string => withoutRuleNames(text).normalize("NFC").replaceAll(/\s+/g, " ").trim().toLowerCase();

type Enter = (key: string) => boolean;

function collect(value: unknown, texts: string[], depth: number, enter: Enter): void {
  if (depth > DEPTH_MAX) return;
  if (typeof value === "string") collectString(value, texts, depth, enter);
  else if (typeof value === "number" || typeof value === "boolean") texts.push(String(value));
  else if (Array.isArray(value)) for (const item of value) collect(item, texts, depth + 1, enter);
  else if (isRecord(value)) for (const [key, item] of Object.entries(value)) if (enter(key)) collect(item, texts, depth + 1, enter);
}

function collectString(text: string, texts: string[], depth: number, enter: Enter): void {
  const inner = /^\s*[[{]/.test(text) ? parseJson(text) : undefined;
  if (inner === undefined) texts.push(text);
  else collect(inner, texts, depth + 1, enter);
}
