import type { Payload } from "@/lib/model/handoff.ts";
import { formatBytes } from "./bytes.ts";

/** What a page can hold without becoming slow. */
const CHARACTERS_SHOWN = 32_000;
/** Beyond this, laying JSON out costs more time than a page should take. */
const PRETTY_MAX = 1_000_000;

/** A payload's beginning as a person reads it, and in words what is not shown ("" when everything is). */
export function prettyPayload({ body, mediaType, sizeBytes }: Pick<Payload, "body" | "mediaType" | "sizeBytes">): { shown: string; hidden: string } {
  const text = mediaType === "application/json" && body.length <= PRETTY_MAX ? laidOut(body) : body;
  const shown = text.length > CHARACTERS_SHOWN ? text.slice(0, CHARACTERS_SHOWN) : text;
  const keptBytes = new TextEncoder().encode(body).length;
  const notes = [
    ...(text.length > shown.length ? [`Only the first ${formatBytes(CHARACTERS_SHOWN)} are shown.`] : []),
    ...(sizeBytes !== null && keptBytes < sizeBytes ? [`Of ${formatBytes(sizeBytes)}, ${keptBytes === 0 ? "nothing" : `the first ${formatBytes(keptBytes)}`} came with the telemetry.`] : []),
  ];
  return { shown, hidden: notes.join(" ") };
}

function laidOut(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}
