import type { Payload } from "@/lib/model/handoff.ts";
import { formatBytes } from "./bytes.ts";
import { formatCount } from "./count.ts";

/** What is known of a payload besides its text, in one line; `keptLength` is how many characters of it are stored. */
export function payloadWords({ mediaType, sizeBytes, tokens, from, hash }: Omit<Payload, "body">, keptLength: number, isCut: boolean): string {
  const size = sizeBytes === null ? [] : [formatBytes(sizeBytes)];
  const kept = !isCut ? [] : [keptLength === 0 ? "nothing of it came with the telemetry" : `only its first ${formatCount(keptLength)} characters came with the telemetry`];
  const digest = hash === "" ? [] : [hash.startsWith("sha256:") ? hash : `sha256:${hash}`];
  return [mediaType, ...size, ...(tokens === null ? [] : [`${formatCount(tokens)} tokens`]), ...kept, `read from ${from}`, ...digest].join(", ");
}
