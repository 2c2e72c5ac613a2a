import type { VerifiedPair, VerifiedState } from "@/lib/model/contract-verification.ts";

/** How each state is drawn and said; a pair that no test has told of is `undefined`. */
const MARKS: Record<VerifiedState, { shape: string; words: string }> = {
  passed: { shape: "✓", words: "verified" },
  failed: { shape: "✕", words: "failed in CI" },
  producer: { shape: "◐", words: "sender verified" },
  receiver: { shape: "◑", words: "receiver verified" },
};

/** What tests outside of traffic said of a pair of versions, as a shape and words. */
export function VerifiedMark({ verified }: { verified: VerifiedPair | undefined }) {
  if (verified === undefined) return <span className="block text-xs whitespace-nowrap text-ink-3">not verified</span>;
  const { shape, words } = MARKS[verified.state];
  return (
    <span className={`block text-xs whitespace-nowrap ${verified.state === "failed" ? "font-semibold text-accent" : "text-ink-2"}`}>
      <span aria-hidden="true">{shape}</span> {words}
    </span>
  );
}
