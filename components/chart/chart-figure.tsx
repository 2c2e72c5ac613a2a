import type { ReactNode } from "react";

interface ChartFigureProps {
  /** What the chart shows, in a few words. */
  caption: ReactNode;
  /** The same numbers as a table: for those who cannot see the chart, and for those who want to copy them. */
  table: ReactNode;
  children: ReactNode;
}

/** A chart with the table behind it. The drawing itself is hidden from screen readers, which get the table. */
export function ChartFigure({ caption, table, children }: ChartFigureProps) {
  return (
    <figure className="px-4 pb-3">
      <figcaption className="pb-1 text-2xs text-ink-3">{caption}</figcaption>
      {children}
      <details className="mt-1 text-xs print:hidden">
        <summary className="w-fit text-ink-3 hover:text-ink">Show as a table</summary>
        <div className="mt-1 max-h-80 overflow-auto" tabIndex={0} role="region" aria-label="Table of the chart">
          {table}
        </div>
      </details>
    </figure>
  );
}
