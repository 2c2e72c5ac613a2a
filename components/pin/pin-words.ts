import type { Pin } from "@/lib/model/pin.ts";

const REASONS: Record<Pin["reason"], string> = { ticket: "for the ticket", alert: "as a sample of the alert", share: "for the share link", comment: "for a comment", hand: "by hand" };

/** For whose sake something is pinned, and by whom. */
export function pinReason({ reason, citedBy, by }: Pick<Pin, "reason" | "citedBy" | "by">): string {
  return `${REASONS[reason]}${citedBy === "" ? "" : ` ${citedBy}`}${by === "" ? "" : `, by ${by}`}`;
}
