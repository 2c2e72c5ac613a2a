"use client";

import { clsx } from "clsx";
import { useCopy } from "./use-copy.ts";

const SAID = { idle: "", copied: "copied", refused: "not copied: the browser refused" } as const;

/** An id that is copied by a click; long ones are cut by the room there is and stand whole in the title. */
export function CopyId({ id, label, className }: { id: string; label: string; className?: string }) {
  const { state, copy } = useCopy();
  return (
    <button
      type="button"
      onClick={() => copy(id)}
      title={`${id} (click to copy)`}
      aria-label={`Copy ${label} ${id}`}
      className={clsx("relative max-w-full truncate rounded-xs text-start align-bottom leading-6 font-mono text-xs hover:bg-sunk hover:text-ink", className)}
    >
      <span className={clsx(state !== "idle" && "invisible")}>{id}</span>
      <span role="status" className="absolute inset-0 truncate font-sans">
        {SAID[state]}
      </span>
    </button>
  );
}
