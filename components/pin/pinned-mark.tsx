import { Pin as PinIcon } from "lucide-react";
import type { Pin } from "@/lib/model/pin.ts";
import { Instant } from "../ui/instant.tsx";
import { pinReason } from "./pin-words.ts";
import { UnpinButton } from "./unpin-button.tsx";

const SHOWN = 5;

/** By whom, why and since when something is kept beyond retention; nothing when no pin holds it. */
export function PinnedMark({ pins, inAll }: { pins: readonly Pin[]; inAll: number }) {
  if (pins.length === 0) return null;
  const shown = pins.slice(0, SHOWN);
  return (
    <ul aria-label="Pinned" className="mt-1 space-y-1 text-ink-2">
      {shown.map((pin) => (
        <li key={pin.pinId} className="flex flex-wrap items-center gap-x-2 [overflow-wrap:anywhere]">
          <PinIcon className="size-3 shrink-0" aria-hidden="true" />
          <span>
            Pinned {pinReason(pin)}, <Instant at={pin.at} precision="s" />
            {pin.note === "" ? "" : `: ${pin.note}`}
            {pin.traceIds.length < pin.tracesInAll ? ` (${pin.traceIds.length} of ${pin.tracesInAll} traces)` : ""}
          </span>
          {pin.reason === "hand" ? <UnpinButton pinId={pin.pinId} what={`this ${pin.kind}`} /> : null}
        </li>
      ))}
      {inAll > shown.length ? <li>and {inAll - shown.length} more pins</li> : null}
    </ul>
  );
}
