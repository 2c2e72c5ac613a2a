"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";
import { withParams } from "@/lib/text/paths.ts";

type Changes = Record<string, string | undefined>;

/**
 * The URL as state that needs no trip to the server. `replace` is for what changes with every keystroke, `push` for what
 * the Back button should undo.
 */
export function useUrlState(): { search: URLSearchParams; change: (changes: Changes, how: "push" | "replace") => void } {
  const path = usePathname();
  const search = useSearchParams();
  const change = useCallback(
    (changes: Changes, how: "push" | "replace") => {
      const url = withParams(path, window.location.search, changes);
      if (how === "push") window.history.pushState(null, "", url);
      else window.history.replaceState(null, "", url);
    },
    [path],
  );
  return { search: new URLSearchParams(search), change };
}
