"use client";

import { useEffect, useRef, useState } from "react";
import type { ComparisonView } from "@/lib/text/comparison.ts";
import type { Ask } from "./use-comparison.ts";

/** A place of a comparison that somebody went to: a difference or a match by its number, or a JSON pointer. */
export type Place = { by: "difference" | "match"; number: number } | { by: "pointer"; pointer: string };

interface PlaceHandlers {
  /** Brings a row into view once it has been read. */
  show: (row: number) => Promise<void>;
  /** The place has just been chosen and the view has no row of it. */
  onMissing: (place: Place) => void;
}

/** Goes to the place that was chosen last, and to the same place again when the view changes, where its row has another number. */
export function usePlace(ask: Ask, view: ComparisonView, { show, onMissing }: PlaceHandlers): (place: Place) => void {
  const [place, setPlace] = useState<Place>();
  const handlers = useRef({ show, onMissing });
  useEffect(() => {
    handlers.current = { show, onMissing };
  });
  const sought = useRef<Place>(undefined);
  useEffect(() => {
    if (place === undefined) return undefined;
    const isNew = sought.current !== place;
    sought.current = place;
    let isLeft = false;
    const go = async () => {
      const row = await rowOf(place, view, ask);
      if (isLeft) return;
      if (row >= 0) await handlers.current.show(row);
      else if (isNew) handlers.current.onMissing(place);
    };
    void go();
    return () => {
      isLeft = true;
    };
  }, [place, view, ask]);
  return setPlace;
}

/** Matches are rows of the whole tree only. */
async function rowOf(place: Place, view: ComparisonView, ask: Ask): Promise<number> {
  if (place.by === "pointer") return ask("pointer", { view, pointer: place.pointer });
  if (place.by === "difference") return ask("difference", { view, number: place.number });
  return view === "all" ? ask("match", { number: place.number }) : -1;
}
