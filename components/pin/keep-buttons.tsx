"use client";

import { Pin, Share2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";

const KeepDialog = dynamic(() => import("./keep-dialog.tsx").then((module) => module.KeepDialog), { ssr: false });
const BUTTON = "flex h-7 items-center gap-1.5 rounded border border-control bg-surface px-2 text-xs whitespace-nowrap text-ink-2 hover:text-ink print:hidden";

/** Ways to keep a handoff or a trace beyond retention, and to show it to somebody who sees nothing else. */
export function KeepButtons({ kind, id }: { kind: "handoff" | "trace"; id: string }) {
  const [open, setOpen] = useState<"pin" | "share">();
  return (
    <>
      <button type="button" onClick={() => setOpen("pin")} title={`Keep this ${kind} beyond retention`} className={BUTTON}>
        <Pin className="size-3" aria-hidden="true" /> Pin
      </button>
      <button type="button" onClick={() => setOpen("share")} title={`Make a link that opens this ${kind} and nothing else, for a time`} className={BUTTON}>
        <Share2 className="size-3" aria-hidden="true" /> Share
      </button>
      {open === undefined ? null : <KeepDialog what={open} kind={kind} id={id} onClose={() => setOpen(undefined)} />}
    </>
  );
}
