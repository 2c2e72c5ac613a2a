"use client";

import { Download } from "lucide-react";
import { type KeyboardEvent, useMemo, useRef } from "react";
import type { PayloadSide } from "@/lib/model/handoff-payload.ts";
import { formatBytes } from "@/lib/text/bytes.ts";
import { useUrlState } from "../shell/use-url-state.ts";
import type { PayloadSource } from "./compare-messages.ts";
import type { PlacedFinding } from "./comparison-line.tsx";
import { ComparisonPanel } from "./comparison-panel.tsx";

/** A payload that can be looked at: where it is, and what is known of it in words. */
export interface ShownPayload extends PayloadSource {
  side: PayloadSide;
  sizeBytes: number | null;
  /** How it came, what of it is missing, its hash. */
  told: string;
  /** Address of the whole text as a file. */
  file: string;
}

interface TabsProps {
  payloads: readonly ShownPayload[];
  schema: string;
  notes: readonly { pointer: string; words: string }[];
  findings: readonly (PlacedFinding & { pointer: string })[];
}

const NAMES = { both: "Sent ↔ received", sent: "Sent", received: "Received", returned: "Returned" } as const;
type Tab = keyof typeof NAMES;

/** The payloads of a handoff: compared with each other and the contract, or one of them alone. */
export function PayloadTabs({ payloads, schema, notes, findings }: TabsProps) {
  const { search, change } = useUrlState();
  const list = useRef<HTMLDivElement>(null);
  const bySide = useMemo(() => new Map<string, ShownPayload>(payloads.map((payload) => [payload.side, payload])), [payloads]);
  const tabs: Tab[] = [...(bySide.has("sent") && bySide.has("received") ? ["both" as const] : []), ...payloads.map(({ side }) => side)];
  const tab = tabs.find((one) => one === search.get("payload")) ?? tabs[0];
  if (tab === undefined) return null;
  const choose = (next: Tab) => change({ payload: next === tabs[0] ? undefined : next, show: undefined }, "push");
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    if (step === 0 || next === undefined) return;
    event.preventDefault();
    choose(next);
    list.current?.querySelector<HTMLElement>(`#payload-tab-${next}`)?.focus();
  };
  const alone = tab === "both" ? undefined : bySide.get(tab);
  const sources = {
    sent: alone === undefined ? (bySide.get("sent") ?? null) : alone,
    received: alone === undefined ? (bySide.get("received") ?? null) : null,
    schema: tab === "returned" ? "" : schema,
    notes: tab === "returned" ? [] : notes,
    findings: tab === "returned" ? [] : findings.map(({ pointer }) => pointer),
  };
  return (
    <>
      <div ref={list} role="tablist" aria-label="Payloads" onKeyDown={onKeyDown} className="flex flex-wrap gap-x-1 border-b border-line px-4">
        {tabs.map((one) => (
          <button
            key={one} id={`payload-tab-${one}`} type="button" role="tab" aria-selected={one === tab} aria-controls="payload-panel" tabIndex={one === tab ? 0 : -1} onClick={() => choose(one)}
            className="-mb-px border-b-2 border-transparent px-2 py-1.5 text-ink-2 hover:text-ink aria-selected:border-ink aria-selected:font-medium aria-selected:text-ink"
          >
            {NAMES[one]}
            {one === "both" ? null : <span className="ml-1.5 text-xs font-normal text-ink-3">{formatBytes(bySide.get(one)?.sizeBytes)}</span>}
          </button>
        ))}
      </div>
      <div id="payload-panel" role="tabpanel" aria-labelledby={`payload-tab-${tab}`} className="pt-3">
        {(alone === undefined ? payloads.filter(({ side }) => side !== "returned") : [alone]).map((payload) => (
          <p key={payload.side} className="px-4 pb-1.5 text-xs text-ink-3 [overflow-wrap:anywhere]">
            <span className="font-medium text-ink-2">{NAMES[payload.side]}</span>: {payload.told}
          </p>
        ))}
        <ComparisonPanel
          key={[tab, ...payloads.map(({ told }) => told)].join(" ")}
          sources={sources}
          findings={tab === "returned" ? [] : findings}
          label={alone === undefined ? "Differences between sent and received" : `The payload ${tab}`}
          actions={(alone === undefined ? payloads.filter(({ side }) => side !== "returned") : [alone]).map((payload) => (
            <a key={payload.side} href={payload.file} download className="flex h-7 items-center gap-1.5 rounded border border-control px-2 text-ink-2 hover:text-ink">
              <Download className="size-3" aria-hidden="true" />
              Download {alone === undefined ? payload.side : "all"}
            </a>
          ))}
        />
      </div>
    </>
  );
}
