import { Pin as PinIcon } from "lucide-react";
import type { Pin } from "@/lib/model/pin.ts";
import { Instant } from "../ui/instant.tsx";
import { PinReason } from "./pin-reason.tsx";
import { UnpinButton } from "./unpin-button.tsx";

const SHOWN = 5;

/** By whom, why and since when something is kept beyond retention; nothing when no pin holds it. */
export function PinnedMark({ pins, inAll }: { pins: readonly Pin[]; inAll: number }) {
  if (pins.length === 0) return null;
  const shown = pins.slice(0, SHOWN);
  return (
    <ul aria-label="Pinned" className="mt-1 space-y-1 text-ink-2">
      {shown.map((pin) => (
        <li key={pin.pinId} className="flex gap-x-2">
          <PinIcon className="mt-1 size-3 shrink-0" aria-hidden="true" />
          <span className="min-w-0 [overflow-wrap:anywhere]">
            Pinned <PinReason pin={pin} />, <Instant at={pin.at} precision="s" />
            {pin.note === "" ? "" : `: ${pin.note}`}
            {pin.traceIds.length < pin.tracesInAll ? ` (${pin.traceIds.length} of ${pin.tracesInAll} traces)` : ""}
            {pin.reason === "hand" || pin.reason === "share" ? <UnpinButton pin={pin} what={`this ${pin.kind}`} className="ml-2" /> : null}
          </span>
        </li>
      ))}
      {inAll > shown.length ? <li>and {inAll - shown.length} more {inAll - shown.length === 1 ? "pin" : "pins"}</li> : null}
    </ul>
  );
}
