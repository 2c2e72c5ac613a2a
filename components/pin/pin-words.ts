import type { Pin } from "@/lib/model/pin.ts";
import { shortPath, ticketPath } from "@/lib/text/paths.ts";

const REASONS: Record<Pin["reason"], string> = { ticket: "for the ticket", alert: "as a sample of", share: "for the share link", comment: "for a comment", hand: "by hand" };

/** For whose sake something is pinned; what cites it has an address where it has a page. */
export function pinReason({ reason, citedBy }: Pick<Pin, "reason" | "citedBy">): { words: string; cited: string; path: string | undefined } {
  const words = REASONS[reason];
  if (reason === "alert") return { words, cited: "an alert", path: shortPath("a", citedBy) };
  return { words, cited: citedBy, path: reason === "ticket" ? ticketPath(citedBy) : undefined };
}
