import { clsx } from "clsx";
import Link from "next/link";
import type { VerifiedPair } from "@/lib/model/contract-verification.ts";
import type { VersionPair } from "@/lib/model/seam.ts";
import { formatCount, formatRate } from "@/lib/text/count.ts";
import { VerdictGlyph } from "../handoff/glyph.tsx";
import { VerifiedMark } from "./verified-mark.tsx";

interface VersionCellProps {
  /** What traffic shows; undefined where the two were never seen together. */
  pair: VersionPair | undefined;
  verified: VerifiedPair | undefined;
  /** Whether tests have told of this seam at all. */
  withVerified: boolean;
  /** The list of the pair's handoffs, and whether it is shown. */
  href: string;
  chosen: boolean;
}

/** How one version of the sender got on with one of the receiver: in traffic, and in tests. A click lists the handoffs. */
export function VersionCell({ pair, verified, withVerified, href, chosen }: VersionCellProps) {
  const mark = withVerified ? <VerifiedMark verified={verified} /> : null;
  if (pair === undefined) {
    return (
      <td className="min-w-24 rounded border border-dashed border-line px-2 py-1 align-top text-xs text-ink-3">
        {withVerified ? "never seen" : "untested"}
        {mark}
      </td>
    );
  }
  const failing = pair.failed > 0;
  return (
    <td className={clsx("relative min-w-24 rounded border px-2 py-1 align-top tabular-nums", failing ? "border-accent bg-accent-soft" : "border-line hover:bg-sunk", chosen && "outline-2 outline-offset-1 outline-ink")}>
      <Link
        href={href}
        scroll={false}
        prefetch={false}
        aria-current={chosen ? "true" : undefined}
        className={`flex min-h-6 items-center gap-1.5 whitespace-nowrap after:absolute after:inset-0 hover:underline ${failing ? "font-semibold text-accent" : ""}`}
      >
        <VerdictGlyph of={failing ? "rejected" : "delivered"} />
        {failing ? `${formatRate(pair.failed / pair.handoffs)} failed` : "none failed"}
      </Link>
      <span className="block text-xs text-ink-2">
        {failing ? `${formatCount(pair.failed)} of ` : "of "}
        {formatCount(pair.handoffs)}
      </span>
      {mark}
    </td>
  );
}
