"use client";

import { Minus, Pause, Play, Plus, SkipBack, SkipForward, X } from "lucide-react";
import type { ReactNode } from "react";
import { useSyncExternalStore } from "react";
import { formatDuration } from "@/lib/text/duration.ts";
import { type Playback, SPEEDS } from "./use-playback.ts";
import type { View } from "./use-view.ts";

/** One zoom by a button or a key. */
export const ZOOM_STEP = 0.5;

interface ControlsProps {
  view: View;
  playback: Playback;
  withPath: boolean;
  onPath: ((on: boolean) => void) | undefined;
}

/** Zoom, playback and the critical path, each with its key where it has one. */
export function Controls({ view, playback, withPath, onPath }: ControlsProps) {
  const { window, isWhole } = view;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 pb-2 text-xs print:hidden">
      <div role="group" aria-label="Zoom" className="flex items-center gap-1">
        <Press label="Zoom in (+)" onPress={() => view.zoom(ZOOM_STEP)}>
          <Plus className="size-3.5" aria-hidden="true" />
        </Press>
        <Press label="Zoom out (−)" onPress={() => view.zoom(1 / ZOOM_STEP)} disabled={isWhole}>
          <Minus className="size-3.5" aria-hidden="true" />
        </Press>
        <Press label="Show all of it (0)" onPress={() => view.show(undefined, true)} disabled={isWhole}>
          <span className="px-1.5">All</span>
        </Press>
        <span className="ml-1 text-ink-2 tabular-nums" role="status" aria-label="Time shown">
          {isWhole ? `all ${formatDuration(window.toNs / 1e6)}` : `${formatDuration(window.fromNs / 1e6)} to ${formatDuration(window.toNs / 1e6)}, ${formatDuration((window.toNs - window.fromNs) / 1e6)}`}
        </span>
      </div>
      <PlaybackButtons playback={playback} />
      {onPath === undefined ? null : (
        <label className="flex items-center gap-1.5">
          <input type="checkbox" checked={withPath} onChange={(event) => onPath(event.currentTarget.checked)} className="size-3.5 accent-ink" />
          Critical path
        </label>
      )}
    </div>
  );
}

function PlaybackButtons({ playback }: { playback: Playback }) {
  const { playhead, isPlaying, speed, setSpeed, toggle, step, close } = playback;
  const isOpen = useSyncExternalStore(playhead.subscribe, () => playhead.get() !== undefined, () => false);
  return (
    <div role="group" aria-label="Playback" className="flex items-center gap-1">
      <Press label={isPlaying ? "Pause (p)" : "Play (p)"} onPress={toggle}>
        {isPlaying ? <Pause className="size-3.5" aria-hidden="true" /> : <Play className="size-3.5" aria-hidden="true" />}
      </Press>
      <Press label="To the event before ([)" onPress={() => step(-1)}>
        <SkipBack className="size-3.5" aria-hidden="true" />
      </Press>
      <Press label="To the next event (])" onPress={() => step(1)}>
        <SkipForward className="size-3.5" aria-hidden="true" />
      </Press>
      <select
        aria-label="Speed"
        value={speed}
        onChange={(event) => setSpeed(SPEEDS.find((one) => String(one) === event.currentTarget.value) ?? 1)}
        className="h-7 rounded border border-control bg-surface px-1"
      >
        {SPEEDS.map((one) => (
          <option key={one} value={one}>
            {one}×
          </option>
        ))}
      </select>
      {isOpen ? (
        <Press label="Take the playhead away" onPress={close}>
          <X className="size-3.5" aria-hidden="true" />
        </Press>
      ) : null}
    </div>
  );
}

function Press({ label, onPress, disabled = false, children }: { label: string; onPress: () => void; disabled?: boolean; children: ReactNode }) {
  return (
    <button type="button" aria-label={label} title={label} disabled={disabled} onClick={onPress} className="grid h-7 min-w-7 place-items-center rounded border border-control bg-surface hover:bg-sunk disabled:border-line disabled:text-ink-3">
      {children}
    </button>
  );
}
