"use client";

import { useEffect, useState } from "react";
import type { Place } from "@/lib/model/place.ts";

const WAIT_MS = 150;

interface Suggestions {
  places: Place[];
  state: "found" | "asking" | "away";
}

/** What the server finds for a text, asked once typing pauses; what was found before stands until then. */
export function useSuggestions(text: string): Suggestions {
  const [found, setFound] = useState<Suggestions & { for: string }>({ places: [], state: "found", for: "" });
  const asked = text.trim();
  useEffect(() => {
    if (asked === "") return undefined;
    const stop = new AbortController();
    const ask = async (): Promise<void> => {
      try {
        const answer = await fetch(`/search/suggestions?q=${encodeURIComponent(asked)}`, { signal: stop.signal });
        if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
        const places: Place[] = await answer.json();
        setFound({ places, state: "found", for: asked });
      } catch (error) {
        if (stop.signal.aborted) return;
        console.warn("nothing was suggested:", error);
        setFound({ places: [], state: "away", for: asked });
      }
    };
    const timer = setTimeout(() => void ask(), WAIT_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked]);
  return { places: asked === "" ? [] : found.places, state: found.for === asked ? found.state : "asking" };
}
