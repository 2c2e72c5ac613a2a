"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";

const LOOKS = {
  "below a figure": { fold: "mt-1 text-xs", title: "w-fit text-ink-3 hover:text-ink", box: "mt-1 max-h-80 overflow-auto" },
  "foot of a section": { fold: "border-t border-line px-4 py-2 text-xs", title: "w-fit text-ink-3 hover:text-ink", box: "mt-1 max-h-80 overflow-auto" },
  "foot of a chart": { fold: "border-t border-line", title: "px-4 py-2 text-xs text-ink-2", box: "max-h-72 overflow-auto px-4 pb-3" },
} as const;

interface FoldedTableProps {
  title: string;
  /** What the table is to a screen reader. */
  label: string;
  /** How it stands below its chart. */
  look?: keyof typeof LOOKS;
  /** A client component, or the server draws it all the same. */
  children: ReactNode;
}

/** A table that is made once somebody unfolds it: the numbers of a chart are thousands of cells, and few pages are opened for them. */
export function FoldedTable({ title, label, look = "below a figure", children }: FoldedTableProps) {
  const fold = useRef<HTMLDetailsElement>(null);
  const [wasOpened, setOpened] = useState(false);
  // It can be unfolded before the page has come alive.
  useEffect(() => setOpened((was) => was || fold.current?.open === true), []);
  const classes = LOOKS[look];
  return (
    <details ref={fold} className={`${classes.fold} print:hidden`} onToggle={({ currentTarget: { open } }) => setOpened((was) => was || open)}>
      <summary className={classes.title}>{title}</summary>
      <div className={classes.box} tabIndex={0} role="region" aria-label={label}>
        {wasOpened ? children : null}
      </div>
    </details>
  );
}
