"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Timeline } from "@/lib/model/timeline.ts";
import { useUrlState } from "../shell/use-url-state.ts";
import { scaleOf, type Stretch, type TimeScale } from "./time-scale.ts";

/** The part of a timeline that is looked at, and how to look elsewhere. Places are on the scale of the whole, 0…1. */
export interface View {
  /** The scale of all of it, silences shortened. */
  whole: TimeScale;
  window: Stretch;
  isWhole: boolean;
  /** Shows another window; `settled` writes it to the URL at once, so that Back undoes it, else after a pause. */
  show: (window: Stretch | undefined, settled?: boolean) => void;
  /** Zooms by a factor (below 1: closer) around a moment, the middle by default. */
  zoom: (factor: number, aroundNs?: number) => void;
  /** Moves by a part of what is seen. */
  pan: (part: number) => void;
}

/** In the URL, milliseconds from the start: `timeline=12.5-40`. */
const PARAMETER = "timeline";
const SETTLES_AFTER_MS = 300;
const WINDOW_NS_MIN = 1000;

/** The window of a timeline: kept in the URL, changed at once and written when the gesture has come to rest. */
export function useView({ silences, durationNs }: Pick<Timeline, "silences" | "durationNs">): View {
  const { search, change } = useUrlState();
  const inUrl = search.get(PARAMETER);
  const [live, setLive] = useState<Stretch>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const whole = useMemo(() => scaleOf(silences, { fromNs: 0, toNs: durationNs }), [silences, durationNs]);
  const window = useMemo(() => live ?? readWindow(inUrl, durationNs), [live, inUrl, durationNs]);
  const isWhole = window.fromNs <= 0 && window.toNs >= durationNs;

  const show = useCallback<View["show"]>(
    (asked, settled = false) => {
      const next = asked === undefined ? { fromNs: 0, toNs: durationNs } : within(asked, durationNs);
      clearTimeout(timer.current);
      setLive(next);
      const write = () => {
        setLive(undefined);
        change({ [PARAMETER]: writeWindow(next, durationNs) }, "push");
      };
      if (settled) write();
      else timer.current = setTimeout(write, SETTLES_AFTER_MS);
    },
    [change, durationNs],
  );
  const zoom = useCallback<View["zoom"]>(
    (factor, aroundNs) => {
      const [from, to] = [whole.at(window.fromNs), whole.at(window.toNs)];
      const around = aroundNs === undefined ? (from + to) / 2 : whole.at(aroundNs);
      show({ fromNs: whole.ns(around - (around - from) * factor), toNs: whole.ns(around + (to - around) * factor) });
    },
    [show, whole, window],
  );
  const pan = useCallback<View["pan"]>(
    (part) => {
      const [from, to] = [whole.at(window.fromNs), whole.at(window.toNs)];
      const by = Math.min(1 - to, Math.max(-from, (to - from) * part));
      show({ fromNs: whole.ns(from + by), toNs: whole.ns(to + by) });
    },
    [show, whole, window],
  );
  return { whole, window, isWhole, show, zoom, pan };
}

function readWindow(text: string | null, durationNs: number): Stretch {
  const [, from, to] = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/.exec(text ?? "") ?? [];
  const asked = { fromNs: Number(from) * 1e6, toNs: Number(to) * 1e6 };
  return from === undefined || !(asked.toNs > asked.fromNs) || asked.fromNs >= durationNs ? { fromNs: 0, toNs: durationNs } : within(asked, durationNs);
}

function writeWindow({ fromNs, toNs }: Stretch, durationNs: number): string | undefined {
  return fromNs <= 0 && toNs >= durationNs ? undefined : `${millis(fromNs)}-${millis(toNs)}`;
}

/** To the microsecond, without a long tail of digits. */
const millis = (ns: number): string => String(Math.round(ns / 1000) / 1000);

function within({ fromNs, toNs }: Stretch, durationNs: number): Stretch {
  const from = Math.max(0, Math.min(fromNs, durationNs - WINDOW_NS_MIN));
  return { fromNs: from, toNs: Math.max(from + WINDOW_NS_MIN, Math.min(toNs, Math.max(durationNs, WINDOW_NS_MIN))) };
}
