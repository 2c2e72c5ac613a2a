import { countOf, formatCount } from "@/lib/text/count.ts";

/** That alerts fire on something now, by shape and words; nothing where none does. */
export function FiringMark({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <span title={`${countOf(count, "alert")} firing now`} className="inline-flex items-center gap-1 font-medium whitespace-nowrap text-accent">
      <svg viewBox="0 0 16 16" className="size-3 shrink-0" fill="currentColor" aria-hidden="true">
        <path d="M8 1.5a1 1 0 0 1 1 1v.6a4 4 0 0 1 3 3.9v3l1.3 2H2.7L4 10V7a4 4 0 0 1 3-3.9v-.6a1 1 0 0 1 1-1zM6.5 13h3a1.5 1.5 0 0 1-3 0z" />
      </svg>
      {formatCount(count)} <span className="sr-only">{count === 1 ? "alert" : "alerts"} </span>firing
    </span>
  );
}
