import type { Contract } from "@/lib/model/contract.ts";
import { isPastSunset, sunsetWords } from "@/lib/text/sunset.ts";

/** Which versions are on their way out, and how long they have. */
export function Sunset({ deprecated: { below, sunset }, nowMs }: { deprecated: NonNullable<Contract["deprecated"]>; nowMs: number }) {
  const isPast = sunset !== undefined && isPastSunset(sunset, nowMs);
  return (
    <span>
      below {below}
      {sunset === undefined ? null : (
        <span className={`block text-xs ${isPast ? "font-medium text-accent" : "text-ink-3"}`}>
          {isPast ? "✕ sunset was " : "sunset "}
          <time dateTime={sunset} title={sunset}>
            {sunsetWords(sunset, nowMs)}
          </time>
        </span>
      )}
    </span>
  );
}
