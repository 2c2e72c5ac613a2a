"use client";

import { useSyncExternalStore } from "react";
import { millisOf } from "@/lib/text/instant.ts";

const never = () => () => undefined;

/** Minutes by which the viewer's zone is east of UTC at this instant (summer time changes it); 0 until the page has come alive. */
export function useViewerOffset(at: string): number {
  const ms = millisOf(at);
  return useSyncExternalStore(never, () => (Number.isNaN(ms) ? 0 : -new Date(ms).getTimezoneOffset()), () => 0);
}
