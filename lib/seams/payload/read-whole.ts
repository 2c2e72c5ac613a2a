import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { Payload } from "@/lib/model/handoff.ts";
import { flatText, flatten } from "./texts-in.ts";

/** All that is written in a payload, to look for texts in; undefined when it is empty or was captured in part, so that nothing can be said to be missing. */
export function readWhole(payload: Payload | undefined): string | undefined {
  if (payload === undefined || payload.body.trim() === "") return undefined;
  const isPart = payload.sizeBytes !== null && payload.sizeBytes > utf8ToBytes(payload.body).length;
  return isPart ? undefined : flatText(payload.body);
}

/** Whether a text stands in what `readWhole` gave, however it is spaced and capitalised; JSON in it is opened up as it is there. */
export const standsIn = (text: string, whole: string): boolean => whole.includes(flatten(text)) || whole.includes(flatText(text));
