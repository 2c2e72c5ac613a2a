"use client";

import { useSyncExternalStore } from "react";

const query = (): MediaQueryList => window.matchMedia("print");

function subscribe(changed: () => void): () => void {
  const media = query();
  media.addEventListener("change", changed);
  return () => media.removeEventListener("change", changed);
}

/** Whether the page is being printed: a list that shows only the rows near the window must then show all of them. */
export const usePrinting = (): boolean => useSyncExternalStore(subscribe, () => query().matches, () => false);
