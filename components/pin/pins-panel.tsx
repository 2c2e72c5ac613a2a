import Link from "next/link";
import { CITED_KINDS } from "@/lib/model/cited-kinds.ts";
import type { Pin, PinUse } from "@/lib/model/pin.ts";
import { formatBytes } from "@/lib/text/bytes.ts";
import { shortPath } from "@/lib/text/paths.ts";
import { Instant } from "../ui/instant.tsx";
import { PinReason } from "./pin-reason.tsx";
import { UnpinButton } from "./unpin-button.tsx";

/** What is kept beyond retention, and how much of its limit is in use. */
export function PinsPanel({ pins, use }: { pins: readonly Pin[]; use: PinUse }) {
  return (
    <section className="panel mb-4" aria-labelledby="pins-title">
      <div className="flex flex-wrap items-baseline gap-x-3 px-4 pt-3 pb-2">
        <h2 id="pins-title" className="font-semibold">
          Pins
        </h2>
        <p className="text-ink-2">
          {pins.length < use.pins ? `the latest ${pins.length} of ${use.pins}` : use.pins}, {formatBytes(use.bytes)} of {formatBytes(use.bytesMax)} in use (before compression, SEAMSCOPE_PIN_BYTES_MAX)
        </p>
      </div>
      {pins.length === 0 ? (
        <p className="px-4 pb-4 text-ink-2">Nothing is pinned. Pin a handoff or a trace on its page; what a ticket cites, an alert samples or a share link opens is pinned by itself.</p>
      ) : (
        <div className="max-h-96 overflow-auto" tabIndex={0} role="region" aria-label="All pins">
          <table className="w-full">
            <thead>
              <tr className="text-start">
                {["What", "Why", "Since", "End it"].map((name) => (
                  <th key={name} scope="col" className="column-head px-4 py-(--cell-y) text-start">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {pins.map((pin) => (
                <tr key={pin.pinId} className="border-t border-line">
                  <td className="max-w-80 truncate px-4 py-(--cell-y)" title={pin.id}>
                    {pin.kind}{" "}
                    <Link href={shortPath(CITED_KINDS[pin.kind], pin.id)} prefetch={false} className="font-mono text-xs underline underline-offset-2">
                      {pin.id}
                    </Link>
                  </td>
                  <td className="max-w-96 truncate px-4 py-(--cell-y)" title={pin.note}>
                    <PinReason pin={pin} />
                    {pin.note === "" ? "" : `: ${pin.note}`}
                  </td>
                  <td className="px-4 py-(--cell-y)">
                    <Instant at={pin.at} precision="s" />
                  </td>
                  <td className="px-4 py-(--cell-y) text-end">
                    <UnpinButton pin={pin} what={`${pin.kind} ${pin.id}`} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
