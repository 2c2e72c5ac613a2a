"use client";

import { useEffect, useState } from "react";
import { copyText } from "./copy-text.ts";

const SHOWN_MS = 1600;

/** Whether the last copy worked, for as long as that is worth saying. */
export type CopyState = "idle" | "copied" | "refused";

/** Copies texts and says for a moment whether it worked. */
export function useCopy(): { state: CopyState; copy: (text: string) => void } {
  const [state, setState] = useState<CopyState>("idle");
  useEffect(() => {
    if (state === "idle") return undefined;
    const timer = setTimeout(() => setState("idle"), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);
  return { state, copy: (text) => void copyText(text).then((done) => setState(done ? "copied" : "refused")) };
}
