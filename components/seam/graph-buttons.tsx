"use client";

import { useReactFlow } from "@xyflow/react";
import { Maximize, Minus, Plus } from "lucide-react";

/** What moves the graph without a wheel. They stand beside it, so that they never cover an agent. */
export function GraphButtons() {
  const flow = useReactFlow();
  const buttons = [
    { label: "Zoom in", Icon: Plus, press: () => flow.zoomIn() },
    { label: "Zoom out", Icon: Minus, press: () => flow.zoomOut() },
    { label: "Show the whole graph", Icon: Maximize, press: () => flow.fitView({ padding: 0.05 }) },
  ];
  return (
    <div className="relative z-10 flex flex-col border-l border-line bg-surface" role="group" aria-label="Graph view">
      {buttons.map(({ label, Icon, press }) => (
        <button key={label} type="button" aria-label={label} title={label} onClick={() => void press()} className="grid size-9 place-items-center border-b border-line text-ink-2 hover:bg-sunk hover:text-ink">
          <Icon className="size-4" aria-hidden="true" />
        </button>
      ))}
    </div>
  );
}
