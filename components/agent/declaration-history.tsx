import type { StoredDeclaration } from "@/lib/model/agent.ts";
import { countOf } from "@/lib/text/count.ts";
import { Section } from "../ui/section.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";

const ORIGIN_WORDS: Record<StoredDeclaration["origin"], string> = { declared: "declared", agent_card: "by its agent card" };

/** Everything that was declared of an agent, the newest first; the newest counts. */
export function DeclarationHistory({ history, nowMs }: { history: readonly StoredDeclaration[]; nowMs: number }) {
  if (history.length === 0) return null;
  return (
    <Section title="Declarations" aside={`${countOf(history.length, "declaration")}; the newest counts`}>
      {history.map(({ declaration, origin, declaredAt }, index) => (
        <details key={declaredAt} className="border-t border-line px-4 py-1.5" open={index === 0}>
          <summary className="cursor-pointer">
            {ORIGIN_WORDS[origin]} <TimeAgo at={declaredAt} nowMs={nowMs} />
          </summary>
          <pre className="my-1.5 overflow-x-auto rounded bg-sunk p-3 font-mono text-xs leading-5" tabIndex={0}>
            {JSON.stringify(declaration, null, 2)}
          </pre>
        </details>
      ))}
    </Section>
  );
}
