import Link from "next/link";
import type { AlertNow } from "@/lib/model/alert-view.ts";
import { seamPath } from "@/lib/text/paths.ts";

/** What an alert is about: the seam with what tells its instances apart, or the group. */
export function AlertSubject({ seam, detail }: Pick<AlertNow, "seam" | "detail">) {
  return (
    <span className="block min-w-40 [overflow-wrap:anywhere]">
      {seam === null ? (
        <span>{detail === "" ? "all that match, as one" : detail}</span>
      ) : (
        <>
          <Link href={seamPath(seam.id)} prefetch={false} className="text-link">
            {seam.source} <span aria-label="to">→</span> {seam.target}
          </Link>
          <span className="block text-xs text-ink-3">
            {seam.contract === "" ? "no contract named" : seam.contract}
            {detail === "" ? "" : ` · ${detail}`}
          </span>
        </>
      )}
    </span>
  );
}
