import { mediaIn } from "@/lib/model/media-in-text.ts";
import type { ReadingPart } from "@/lib/model/reading.ts";
import { isRecord } from "../payload/parse-json.ts";

/** As much of one text as a page carries; the rest is on its span. */
const TEXT_MAX = 20_000;
const DEPTH_MAX = 8;

/** A text as a part; what is encoded in it and no text is described instead. */
export function textPart(text: string): ReadingPart {
  const media = mediaIn(text);
  if (media !== undefined) return { kind: "blob", text: media.mediaType || "base64", length: media.bytes };
  return { kind: "text", text: text.slice(0, TEXT_MAX), length: text.length };
}

const bytesOf = (base64Length: number): number => Math.floor((base64Length * 3) / 4);

/** A call inside a message: the tool's name and its arguments as text. */
export interface PartCall {
  name: string;
  arguments: string;
}

/** What the content of a message holds, in whatever dialect. */
export interface Content {
  parts: ReadingPart[];
  calls: PartCall[];
}

/** Reads content: a text, a list of parts, or one part. What it does not know stays as JSON. */
export function readContent(value: unknown, depth = 0): Content {
  if (value === null || value === undefined || value === "") return { parts: [], calls: [] };
  if (typeof value === "string") return { parts: [textPart(value)], calls: [] };
  if (depth > DEPTH_MAX) return asJson(value);
  if (Array.isArray(value)) {
    const all = value.map((part) => readContent(part, depth + 1));
    return { parts: all.flatMap((one) => one.parts), calls: all.flatMap((one) => one.calls) };
  }
  return isRecord(value) ? readPart(value, depth) : asJson(value);
}

function readPart(part: Record<string, unknown>, depth: number): Content {
  const call = callOf(part);
  if (call !== undefined) return { parts: [], calls: [call] };
  const blob = blobOf(part);
  if (blob !== undefined) return { parts: [blob], calls: [] };
  const response = part["functionResponse"] ?? part["function_response"];
  if (isRecord(response)) return readContent(response["response"], depth + 1);
  const inner = part["text"] ?? part["content"] ?? part["thinking"] ?? part["reasoning"] ?? part["result"] ?? part["response"] ?? part["output"];
  return inner === undefined ? asJson(part) : readContent(inner, depth + 1);
}

const asJson = (value: unknown): Content => ({ parts: [textPart(JSON.stringify(value))], calls: [] });

/** OpenTelemetry's `tool_call`, Gemini's `functionCall`, Anthropic's `tool_use`, the AI SDK's `tool-call`, OpenAI's `{function: {name}}`. */
function callOf(part: Record<string, unknown>): PartCall | undefined {
  const type = part["type"];
  const made = [part["functionCall"], part["function_call"], part["function"], part["toolUse"], ["tool_call", "tool-call", "tool_use", "function_call"].includes(String(type)) ? part : undefined].find(isRecord);
  const name = made?.["name"] ?? made?.["toolName"];
  if (made === undefined || typeof name !== "string") return undefined;
  const given = made["arguments"] ?? made["args"] ?? made["input"] ?? part["input"];
  return { name, arguments: typeof given === "string" ? given : JSON.stringify(given ?? null) };
}

/** Images, sound and files in the forms providers give them. */
function blobOf(part: Record<string, unknown>): ReadingPart | undefined {
  const inline = [part["inlineData"], part["inline_data"], part["source"], part["file"], part["input_audio"], part["image"]].find(isRecord);
  const holder = inline ?? part;
  const link = [part["image_url"], part["url"], part["uri"], part["file_uri"]].map((one) => (isRecord(one) ? one["url"] : one)).find((one) => typeof one === "string");
  const inLink = typeof link === "string" && link.startsWith("data:") ? mediaIn(link) : undefined;
  const data = [holder["data"], holder["blob"], holder["bytes"]].find((one) => typeof one === "string") ?? (inLink === undefined ? undefined : link);
  const type = typeof part["type"] === "string" ? part["type"] : "";
  if (!/^(blob|file|image|image_url|input_image|audio|input_audio|video|uri|media)$/.test(type) && inline === undefined) return undefined;
  const mediaType = [holder["mimeType"], holder["mime_type"], holder["media_type"], holder["mediaType"], holder["format"]].find((one) => typeof one === "string") ?? inLink?.mediaType;
  if (data === undefined && link === undefined && mediaType === undefined) return undefined;
  const words = [typeof mediaType === "string" ? mediaType : type, typeof link === "string" && inLink === undefined ? link : ""].filter((word) => word !== "").join(" ");
  return { kind: "blob", text: words.slice(0, TEXT_MAX), length: typeof data === "string" ? (mediaIn(data)?.bytes ?? bytesOf(data.length)) : 0 };
}
