"use client";

import { Rows3, Rows4 } from "lucide-react";
import { useSyncExternalStore } from "react";
import { changeDensity, densityNow } from "./density.ts";

const OTHER = { comfortable: "compact", compact: "comfortable" } as const;

function whenChanged(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-density"] });
  return () => observer.disconnect();
}

/** Goes between roomy and tight rows of tables. */
export function DensitySwitch() {
  const now = useSyncExternalStore(whenChanged, densityNow, () => "comfortable" as const);
  const Icon = now === "comfortable" ? Rows3 : Rows4;
  return (
    <button
      type="button"
      onClick={changeDensity}
      aria-label={`Rows: ${now}. Change to ${OTHER[now]}`}
      title={`Rows: ${now}`}
      className="hidden size-8 place-items-center rounded text-ink-2 hover:bg-sunk hover:text-ink sm:grid"
    >
      <Icon className="size-4" aria-hidden="true" />
    </button>
  );
}
