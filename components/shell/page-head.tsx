import type { ReactNode } from "react";

/** A page's title with what acts on the whole page at its right. */
export function PageHead({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
      <h1 className="mr-auto min-w-0 text-lg font-semibold tracking-tight [overflow-wrap:anywhere]">{title}</h1>
      <div className="flex flex-wrap items-center gap-2">{children}</div>
    </div>
  );
}
