import { changedParts, type Part } from "./changed-parts.ts";
import type { DiffMark } from "./diff-row.ts";
import { windowAt, windowsOf, type TextWindow } from "./diff-window.ts";
import { ExactNumber, isObject, jsonStart, type JsonValue } from "./exact-json.ts";
import { cutAt } from "./json-diff.ts";
import { mediaIn, type Media } from "@/lib/model/media-in-text.ts";

/** One side of a row: the part of its value that is shown, and how much of it stands before and after that part. */
export interface RowSide {
  parts: Part[];
  before: number;
  /** Characters that are not shown; undefined when there are more and nobody counted them. */
  after: number | undefined;
  media: Media | undefined;
}

/** A row of a comparison, ready to be drawn: nothing in it is longer than a person reads. */
export interface ComparisonRow {
  /** By it a place is told from all others; opening and reading whole values ask by it. */
  id: string;
  /** JSON pointer, or the number of a line. */
  at: string;
  /** Where it stands in what was received, when that is another place; else "". */
  otherAt: string;
  key: string;
  depth: number;
  kind: "members" | "items" | "value" | "line" | "more";
  mark: DiffMark | undefined;
  /** Differences below it. */
  within: number;
  /** Whether it is opened; undefined when there is nothing to open. */
  isOpen: boolean | undefined;
  /** Members or items inside; of "more", how many are left out. */
  inside: number;
  sent: RowSide | undefined;
  received: RowSide | undefined;
  /** After how many characters a value was cut. */
  cutAt: number | undefined;
  /** What the contract says of the place, each as a few words. */
  contract: string[];
  /** Findings at the place, by their number. */
  findings: number[];
}

/** Both sides of a JSON value around the place where they differ; a side that stands alone, or is the same, from its beginning. */
export function jsonSides(sent: JsonValue | undefined, received: JsonValue | undefined, max: number): Pick<ComparisonRow, "sent" | "received" | "cutAt"> {
  if (typeof sent === "string" && typeof received === "string" && sent !== received && mediaIn(sent) === undefined && mediaIn(received) === undefined) {
    return { ...textSides(sent, received, max, quoted), cutAt: cutAt(sent, received) };
  }
  return { sent: jsonSide(sent, received, max), received: jsonSide(received, sent, max), cutAt: undefined };
}

/** Both sides of a text around the place where they differ. `show` writes a window of a text as it is to be read. */
export function textSides(sent: string, received: string, max: number, show: (window: TextWindow) => string = ({ text }) => text): { sent: RowSide; received: RowSide } {
  const windows = windowsOf(sent, received, max);
  const parts = changedParts(show(windows.sent), show(windows.received));
  return { sent: { ...around(windows.sent), parts: parts.sent }, received: { ...around(windows.received), parts: parts.received } };
}

/** A text from its beginning. */
export function textSide(text: string | undefined, max: number): RowSide | undefined {
  if (text === undefined) return undefined;
  const window = windowAt(text, 0, max);
  return { ...around(window), parts: [{ text: window.text, changed: false }] };
}

function jsonSide(value: JsonValue | undefined, other: JsonValue | undefined, max: number): RowSide | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string") return stringSide(value, max, other !== undefined && other !== value);
  const { text, isWhole } = jsonStart(value, max);
  const changed = other !== undefined && !isOpenable(value) && writtenOf(other) !== text;
  return { parts: [{ text, changed }], before: 0, after: isWhole ? 0 : undefined, media: undefined };
}

const writtenOf = (value: JsonValue): string => jsonStart(value, 100).text;

function stringSide(value: string, max: number, changed: boolean): RowSide {
  const media = mediaIn(value);
  if (media !== undefined) return { parts: [], before: 0, after: 0, media };
  const window = windowAt(value, 0, max);
  return { ...around(window), parts: [{ text: quoted(window), changed }] };
}

const around = ({ before, after }: TextWindow): Pick<RowSide, "before" | "after" | "media"> => ({ before, after, media: undefined });

/** A window of a string as JSON writes it; a quote stands only where the string itself begins or ends. */
const quoted = ({ text, before, after }: TextWindow): string => `${before === 0 ? '"' : ""}${JSON.stringify(text).slice(1, -1)}${after === 0 ? '"' : ""}`;

/** A list or an object. */
export const isOpenable = (value: JsonValue | undefined): value is JsonValue[] | { [key: string]: JsonValue } => Array.isArray(value) || isObject(value);

/** A value in whole: strings as they are, anything else as JSON up to `max` characters. */
export function wholeText(value: JsonValue | undefined, max: number): string {
  if (value === undefined) return "";
  if (typeof value === "string") return value;
  return value instanceof ExactNumber ? value.digits : jsonStart(value, max).text;
}
