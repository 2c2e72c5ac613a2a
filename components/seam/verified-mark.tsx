import type { ContractVerification, VerifiedPair, VerifiedState } from "@/lib/model/contract-verification.ts";
import { formatInstant } from "@/lib/text/instant.ts";

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
    <span title={verified.results.map(resultWords).join("\n")} className={`relative z-10 block w-fit text-xs whitespace-nowrap ${verified.state === "failed" ? "font-semibold text-accent" : "text-ink-2"}`}>
      <span aria-hidden="true">{shape}</span> {words}
    </span>
  );
}

/** One result in a line: whose, against what, what came of it, told by what and when. */
function resultWords({ producer, receiver, version, outcome, by, at }: ContractVerification): string {
  const who = [producer, receiver].flatMap((agent) => (agent === null ? [] : [`${agent.name} ${agent.version}`])).join(" with ");
  return `${who} against ${version}: ${outcome}${by === "" ? "" : `, ${by}`}, ${formatInstant(at)}`;
}
