import type { ReactNode } from "react";

interface ChartTableProps {
  titles: readonly string[];
  /** The first cell of a row says what its numbers are of. */
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
  /** Which rows these are, where they are not all. */
  caption?: string;
}

/** The numbers behind a chart. */
export function ChartTable({ titles, rows, caption }: ChartTableProps) {
  return (
    <table className="w-full text-xs tabular-nums">
      {caption === undefined ? null : <caption className="text-start text-ink-3">{caption}</caption>}
      <thead className="sticky top-0 bg-surface">
        <tr>
          {titles.map((title) => (
            <th key={title} scope="col" className="column-head py-1 pr-4">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells: [of, ...numbers] }) => (
          <tr key={key} className="border-t border-line">
            <th scope="row" className="py-(--cell-y) pr-4 text-start font-normal whitespace-nowrap">
              {of}
            </th>
            {numbers.map((number, index) => (
              <td key={titles[index + 1]} className="pr-4">
                {number}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
