"use client";

import { Check, Copy, X } from "lucide-react";
import { absolute } from "@/lib/text/permalink.ts";
import { browserBase } from "./public-base.ts";
import { useCopy } from "./use-copy.ts";

const STATES = {
  idle: { Icon: Copy, said: "" },
  copied: { Icon: Check, said: "Copied" },
  refused: { Icon: X, said: "The browser refused" },
} as const;

/** Copies a text, with a path of this product as an absolute address for its last line when `link` is given, and says whether that worked. */
export function CopyButton({ text, link, label, words }: { text: string; link?: string; label: string; words: string }) {
  const { state, copy } = useCopy();
  const { Icon, said } = STATES[state];
  return (
    <button
      type="button"
      onClick={() => copy([text, link === undefined ? "" : absolute(browserBase(), link)].filter((part) => part !== "").join("\n\n"))}
      aria-label={label}
      className="flex h-7 items-center gap-1.5 rounded border border-control bg-surface px-2 text-xs whitespace-nowrap text-ink-2 hover:text-ink print:hidden"
    >
      <Icon className="size-3" aria-hidden="true" />
      <span role="status">{said === "" ? words : said}</span>
    </button>
  );
}
