import type { ReactNode } from "react";
import type { ChangeKind } from "@/lib/model/change.ts";

const SHAPES: Record<ChangeKind, ReactNode> = {
  agent_version: <path d="M6 1.5L11 10.5H1z" />,
  model: <path d="M6 1L11 6L6 11L1 6z" />,
  contract_version: <path d="M1.5 1.5h9v9h-9z" />,
};

/** The shape of a kind of change; its words stand beside it. */
export function ChangeMark({ of }: { of: ChangeKind }) {
  return (
    <svg viewBox="0 0 12 12" className="size-3 shrink-0" fill="var(--ink-2)" aria-hidden="true">
      {SHAPES[of]}
    </svg>
  );
}
