import type { ReactNode } from "react";

/** A titled part of a page; `aside` stands at the right of the title. */
export function Section({ title, aside, children, id }: { title: string; aside?: ReactNode; children: ReactNode; id?: string }) {
  const titleId = `${id ?? title.toLowerCase().replaceAll(/[^a-z]+/g, "-")}-title`;
  return (
    <section aria-labelledby={titleId} className="panel mb-4 min-w-0" id={id}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-4 pt-3 pb-2">
        <h2 id={titleId} className="min-w-0 text-base font-semibold [overflow-wrap:anywhere]">
          {title}
        </h2>
        <div className="min-w-0 text-xs text-ink-3 [overflow-wrap:anywhere]">{aside}</div>
      </div>
      {children}
    </section>
  );
}
