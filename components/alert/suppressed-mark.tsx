import Link from "next/link";
import { firingPath } from "@/lib/text/paths.ts";

/** That something is not told, and because of what: a silence, or an alert upstream. */
export function SuppressedMark({ by }: { by: string }) {
  if (by === "") return null;
  const [kind = "", ...rest] = by.split(":");
  const id = rest.join(":");
  return (
    <span className="inline-block w-fit rounded-sm border border-dashed border-control px-1 text-2xs leading-4 whitespace-nowrap">
      not told:{" "}
      <Link href={kind === "silence" ? `/alerts/silences#silence-${encodeURIComponent(id)}` : firingPath(id)} prefetch={false} className="text-link">
        {kind === "silence" ? "silenced" : "an alert upstream fires"}
      </Link>
    </span>
  );
}
