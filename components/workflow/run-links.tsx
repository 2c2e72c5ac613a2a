import Link from "next/link";
import { comparePath, readingPath } from "@/lib/text/paths.ts";

/** What else can be done with a run: hold it against another one; read a trace as a conversation. */
export function RunLinks({ id, readable }: { id: string; readable: boolean }) {
  return (
    <p className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-xs print:hidden">
      <Link href={comparePath(id)} prefetch={false} className="text-link">
        Compare with another run
      </Link>
      {readable ? (
        <Link href={readingPath(id)} prefetch={false} className="text-link">
          Read what the agents said
        </Link>
      ) : null}
    </p>
  );
}
