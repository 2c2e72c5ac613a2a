"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useUrlState } from "../shell/use-url-state.ts";
import { makePlayhead, type Playhead } from "./playhead.ts";
import type { TimeScale } from "./time-scale.ts";

/** How fast a playback runs: 1 plays the whole in half a minute, silences shortened. */
export const SPEEDS = [0.25, 0.5, 1, 2, 4] as const;
type Speed = (typeof SPEEDS)[number];

/** A playback of a timeline. */
export interface Playback {
  playhead: Playhead;
  isPlaying: boolean;
  speed: Speed;
  setSpeed: (speed: Speed) => void;
  toggle: () => void;
  /** To the next moment (1) or the one before (-1) at which something begins or ends. */
  step: (by: 1 | -1) => void;
  moveTo: (ns: number) => void;
  close: () => void;
}

/** In the URL, milliseconds from the start. */
const PARAMETER = "at";
const WHOLE_TAKES_MS = 30_000;
/** For those who want no motion it goes from event to event, one a second. */
const STEP_MS = 1000;

/** A playhead that nobody starts but the viewer; where it rests stands in the URL. */
export function usePlayback(scale: TimeScale, moments: readonly number[]): Playback {
  const { search, change } = useUrlState();
  const inUrl = readMoment(search.get(PARAMETER), scale.toNs);
  const [playhead] = useState(() => makePlayhead(inUrl));
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(1);
  const rest = useCallback((ns: number | undefined) => change({ [PARAMETER]: ns === undefined ? undefined : String(Math.round(ns / 1000) / 1000) }, "replace"), [change]);
  useEffect(() => {
    if (!isPlaying) playhead.set(inUrl);
  }, [playhead, inUrl, isPlaying]);

  const step = useCallback(
    (by: 1 | -1): boolean => {
      const now = playhead.get() ?? 0;
      const next = by === 1 ? moments.find((moment) => moment > now) : moments.findLast((moment) => moment < now);
      if (next !== undefined) playhead.set(next);
      return next !== undefined;
    },
    [playhead, moments],
  );
  const stop = useCallback(() => {
    setPlaying(false);
    rest(playhead.get());
  }, [playhead, rest]);
  usePlaying(isPlaying, { playhead, scale, speed, step, stop });

  const toggle = useCallback(() => {
    if (isPlaying) return stop();
    const now = playhead.get();
    if (now === undefined || now >= scale.toNs) playhead.set(scale.fromNs);
    setPlaying(true);
    return undefined;
  }, [isPlaying, playhead, scale, stop]);
  return useMemo(
    () => ({
      playhead, isPlaying, speed, setSpeed, toggle,
      step: (by) => {
        if (playhead.get() === undefined) playhead.set(scale.fromNs);
        else step(by);
        stop();
      },
      moveTo: (ns) => {
        playhead.set(ns);
        stop();
      },
      close: () => {
        playhead.set(undefined);
        stop();
      },
    }),
    [playhead, isPlaying, speed, toggle, step, stop, scale],
  );
}

interface Playing {
  playhead: Playhead;
  scale: TimeScale;
  speed: Speed;
  step: (by: 1) => boolean;
  stop: () => void;
}

function usePlaying(isPlaying: boolean, playing: Playing): void {
  const latest = useRef(playing);
  useEffect(() => {
    latest.current = playing;
  });
  useEffect(() => {
    if (!isPlaying) return undefined;
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches) {
      const timer = setInterval(() => {
        if (!latest.current.step(1)) latest.current.stop();
      }, STEP_MS);
      return () => clearInterval(timer);
    }
    let [frame, last] = [0, performance.now()];
    const advance = (now: number) => {
      const { playhead, scale, speed, stop } = latest.current;
      const place = scale.at(playhead.get() ?? 0) + ((now - last) * speed) / WHOLE_TAKES_MS;
      last = now;
      playhead.set(place >= 1 ? scale.toNs : scale.ns(place));
      if (place >= 1) stop();
      else frame = requestAnimationFrame(advance);
    };
    frame = requestAnimationFrame(advance);
    return () => cancelAnimationFrame(frame);
  }, [isPlaying]);
}

function readMoment(text: string | null, durationNs: number): number | undefined {
  return text === null || !/^\d+(\.\d+)?$/.test(text) ? undefined : Math.min(durationNs, Number(text) * 1e6);
}
