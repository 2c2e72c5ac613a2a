"use client";

import { useEffect, useRef } from "react";
import { type KEYS, type KeyPlace, shortcutOf } from "./keys.ts";

type Handlers<Place extends KeyPlace> = Partial<Record<keyof (typeof KEYS)[Place], () => void>>;

/**
 * Keys that work anywhere on a page while its component is shown. Only keys that the sheet lists for the place can be given;
 * "g t" is g and then t. Where two components handle one key, the one that came last has it.
 */
export function useShortcuts<Place extends KeyPlace>(_place: Place, handlers: Handlers<Place>): void {
  const latest = useRef<Record<string, (() => void) | undefined>>({});
  const first = useRef("");
  useEffect(() => {
    latest.current = { ...handlers };
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = shortcutOf(event);
      if (key === undefined) return;
      const act = latest.current[first.current === "" ? key : `${first.current} ${key}`];
      const isFirst = Object.keys(latest.current).some((keys) => keys.startsWith(`${key} `));
      first.current = act === undefined && isFirst ? key : "";
      if (act === undefined) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
