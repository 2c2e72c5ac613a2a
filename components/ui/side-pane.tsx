"use client";

import { type KeyboardEvent, type PointerEvent, type ReactNode, useState, useSyncExternalStore } from "react";

const [LEAST_PX, MOST_PX, FIRST_PX, STEP_PX] = [280, 900, 440, 24];

const within = (px: number): number => Math.max(LEAST_PX, Math.min(MOST_PX, Math.round(px)));

/** A width that another tab keeps does not move this one. */
const subscribe = () => () => undefined;

/** A pane at the right that scrolls by itself and is as wide as its reader made it last, by drag or by arrow keys; on narrow screens a sheet at the bottom. */
export function SidePane({ label, storage, children }: { label: string; storage: string; children: ReactNode }) {
  const kept = useSyncExternalStore(subscribe, () => Number(window.localStorage.getItem(storage)), () => 0);
  const [chosen, setChosen] = useState<number>();
  const width = chosen ?? (kept > 0 ? within(kept) : FIRST_PX);
  const resize = (px: number) => {
    setChosen(within(px));
    window.localStorage.setItem(storage, String(within(px)));
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) resize(width - event.movementX);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowLeft: width + STEP_PX, ArrowRight: width - STEP_PX, Home: LEAST_PX, End: MOST_PX }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    resize(to);
  };
  return (
    <>
      <div
        role="separator"
        tabIndex={0}
        aria-label={`Width of the pane: ${label}`}
        aria-orientation="vertical"
        aria-valuenow={width}
        aria-valuemin={LEAST_PX}
        aria-valuemax={MOST_PX}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onPointerMove}
        onKeyDown={onKeyDown}
        className="w-1.5 shrink-0 cursor-col-resize touch-none border-x border-line bg-sunk hover:bg-bar-2 focus-visible:bg-ink max-lg:hidden"
      />
      <aside
        aria-label={label}
        style={{ width }}
        className="shrink-0 overflow-auto border-line bg-surface max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-40 max-lg:max-h-[65vh] max-lg:w-auto! max-lg:border-t-2 max-lg:border-ink max-lg:shadow-lg lg:max-h-[calc(70vh+6rem)] lg:max-w-[60%]"
      >
        {children}
      </aside>
    </>
  );
}
