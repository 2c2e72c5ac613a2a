import type { ReadingPart } from "@/lib/model/reading.ts";
import { isRecord, parseJson } from "../payload/parse-json.ts";
import { type PartCall, readContent, textPart } from "./reading-parts.ts";

/** One message as it is read aloud. `role` is "" where nobody tells it. */
export interface ReadingMessage {
  role: string;
  parts: ReadingPart[];
  calls: PartCall[];
}

/** Other names of the roles that OpenTelemetry has. */
const ROLES: Record<string, string> = { human: "user", ai: "assistant", model: "assistant", developer: "system", function: "tool", AIMessage: "assistant", HumanMessage: "user", SystemMessage: "system", ToolMessage: "tool" };
const ROLE = /^(system|user|assistant|tool|human|ai|model|developer|function|\w+Message)$/;
const NESTED_MAX = 4;

/** The messages in a captured text: a list of them in any dialect, one of them, or the text as it is. */
export function readingMessages(body: string): ReadingMessage[] {
  const value = /^\s*[[{"]/.test(body) ? parseJson(body) : undefined;
  const found = value === undefined ? undefined : messagesIn(value, 0);
  return found ?? (body === "" ? [] : [{ role: "", parts: [textPart(typeof value === "string" ? value : body)], calls: [] }]);
}

function messagesIn(value: unknown, depth: number): ReadingMessage[] | undefined {
  if (depth > NESTED_MAX) return undefined;
  if (Array.isArray(value)) {
    const all = value.map((item) => messagesIn(item, depth + 1));
    return all.length > 0 && all.every((one) => one !== undefined) ? all.flat() : undefined;
  }
  if (!isRecord(value)) return undefined;
  const list = value["messages"] ?? value["contents"] ?? value["generations"];
  if (Array.isArray(list)) return messagesIn(list, depth + 1);
  if (isRecord(value["output"]) && Object.keys(value).length === 1) return messagesIn(value["output"], depth + 1);
  const one = unwrapped(value);
  return isMessage(one) ? [messageOf(one)] : undefined;
}

/** LangChain puts a message into its generation, its serialised form (`kwargs`), or beside its type (`data`). */
function unwrapped(value: Record<string, unknown>): Record<string, unknown> {
  if (isRecord(value["message"])) return unwrapped(value["message"]);
  const inner = [value["kwargs"], value["data"]].find((one) => isRecord(one) && "content" in one);
  return isRecord(inner) ? { ...inner, id: value["id"], role: value["role"] ?? inner["role"] } : value;
}

const isMessage = (value: Record<string, unknown>): boolean =>
  ROLE.test(roleIn(value)) && ["content", "parts", "text", "tool_calls", "blocks"].some((key) => key in value || Object.keys(value).some((name) => name.startsWith(`${key}s.`) || name.startsWith(`${key}.`)));

function roleIn(value: Record<string, unknown>): string {
  const path = value["id"];
  const named = Array.isArray(path) ? path.at(-1) : undefined;
  return [value["role"], named, value["type"]].find((one): one is string => typeof one === "string" && ROLE.test(one)) ?? "";
}

function messageOf(value: Record<string, unknown>): ReadingMessage {
  const role = roleIn(value);
  const content = readContent(value["parts"] ?? value["content"] ?? value["blocks"] ?? value["text"]);
  const calls = readContent(value["tool_calls"]).calls;
  const spread = spreadContent(value);
  return { role: ROLES[role] ?? role, parts: [...content.parts, ...spread.parts], calls: [...content.calls, ...calls, ...spread.calls] };
}

/** OpenInference spreads a message's parts and calls over `contents.N.message_content.*` and `tool_calls.N.tool_call.function.*`. */
function spreadContent(value: Record<string, unknown>): { parts: ReadingPart[]; calls: PartCall[] } {
  const entries = Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const parts = entries.flatMap(([key, text]) => (/^contents\.\d+\.message_content\.(text|image\.image\.url)$/.test(key) && text !== "" ? [textPart(text)] : []));
  const calls = entries.flatMap(([key, name]) => {
    const [, index] = /^tool_calls\.(\d+)\.tool_call\.function\.name$/.exec(key) ?? [];
    const given = value[`tool_calls.${index}.tool_call.function.arguments`];
    return index === undefined ? [] : [{ name, arguments: typeof given === "string" ? given : "" }];
  });
  return { parts, calls };
}
