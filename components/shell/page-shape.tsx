import { clsx } from "clsx";

/** The panels of each kind of page, by their heights in rem; the first that fits. */
const SHAPES: readonly { of: RegExp; panels: readonly string[]; rows: number }[] = [
  { of: /^\/$/, panels: ["h-24", "h-80"], rows: 8 },
  { of: /^\/seams\//, panels: ["h-20", "h-72", "h-56"], rows: 6 },
  { of: /^\/handoffs\//, panels: ["h-28", "h-48", "h-56"], rows: 0 },
  { of: /^\/(traces|workflows)\/./, panels: ["h-16", "h-72"], rows: 10 },
  { of: /^\/(agents|contracts)\/./, panels: ["h-24", "h-40"], rows: 5 },
  { of: /./, panels: [], rows: 14 },
];

/** The shape of a page that is on its way: its title, its panels and the rows of its table. */
export function PageShape({ path }: { path: string }) {
  const { panels, rows } = SHAPES.find(({ of }) => of.test(path)) ?? { panels: [], rows: 14 };
  return (
    <div aria-hidden="true" className="mx-auto w-full max-w-[1760px] px-4 lg:px-6">
      <div className="mb-4 h-7 w-64 max-w-full rounded bg-sunk" />
      {panels.map((height, index) => (
        <div key={`${height}-${index}`} className={clsx("panel mb-4", height)} />
      ))}
      {rows === 0 ? null : (
        <div className="panel space-y-3 p-4">
          {Array.from({ length: rows }, (_, row) => (
            <div key={row} className="h-4 rounded bg-sunk" />
          ))}
        </div>
      )}
    </div>
  );
}
