import type { Fact } from "@/lib/model/explanation.ts";
import { factWords } from "@/lib/text/explanation-words.ts";

/** A fact about a handoff, its key as the telemetry writes it. */
export function FactText({ fact }: { fact: Fact }) {
  const { about, key, says } = factWords(fact);
  return (
    <span className="[overflow-wrap:anywhere]">
      <span className="text-ink-2">{about}</span> {key === "" ? null : <code className="font-mono text-xs">{key}</code>} <span className="font-medium">{says}</span>
    </span>
  );
}
