import { clsx } from "clsx";

interface TableHeadProps {
  titles: readonly string[];
  /** Titles of columns of numbers, which stand at the right. */
  numbers?: ReadonlySet<string>;
}

/** The first row of a list that spans a panel. */
export function TableHead({ titles, numbers }: TableHeadProps) {
  return (
    <thead>
      <tr>
        {titles.map((title) => (
          <th key={title} scope="col" className={clsx("column-head border-b border-line px-3 py-1.5 first:pl-4 last:pr-4", numbers?.has(title) === true && "text-end")}>
            {title}
          </th>
        ))}
      </tr>
    </thead>
  );
}
