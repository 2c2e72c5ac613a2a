import type { ReactNode } from "react";
import { FoldedTable } from "./folded-table.tsx";

interface ChartFigureProps {
  /** What the chart shows, in a few words. */
  caption: ReactNode;
  /** The same numbers as a table, a client component: for those who cannot see the chart, and for those who want to copy them. */
  table: ReactNode;
  children: ReactNode;
}

/** A chart with the table behind it. The drawing itself is hidden from screen readers, which get the table. */
export function ChartFigure({ caption, table, children }: ChartFigureProps) {
  return (
    <figure className="px-4 pb-3">
      <figcaption className="pb-1 text-2xs text-ink-3">{caption}</figcaption>
      {children}
      <FoldedTable title="Show as a table" label="Table of the chart">
        {table}
      </FoldedTable>
    </figure>
  );
}
