import Link from "next/link";
import { withParams } from "@/lib/text/paths.ts";

/** Ways to the newest and to the older rows of a list, and how many stand here. */
export function PageLinks({ path, search, next, shown, what }: { path: string; search: string; next: string | null; shown: string; what: string }) {
  const paged = new URLSearchParams(search).has("cursor");
  return (
    <nav aria-label={`Pages of ${what}`} className="flex items-center justify-between gap-4 px-4 py-2.5 text-xs text-ink-2">
      <span>
        {shown}
        {next === null ? (paged ? ", the oldest" : "") : ", there are older ones"}
      </span>
      <span className="flex gap-2">
        {paged ? (
          <Link href={withParams(path, search, { cursor: undefined })} className="rounded border border-control px-2.5 py-1 hover:text-ink" scroll={false}>
            Newest
          </Link>
        ) : null}
        {next === null ? null : (
          <Link href={withParams(path, search, { cursor: next })} className="rounded border border-control px-2.5 py-1 hover:text-ink" scroll={false} rel="next">
            Older
          </Link>
        )}
      </span>
    </nav>
  );
}
