import type { SeamDetail } from "@/lib/model/seam.ts";
import { VERDICTS } from "@/lib/model/vocabulary.ts";
import { formatCount, formatRate } from "@/lib/text/count.ts";
import { VERDICT_WORDS } from "@/lib/text/verdict-words.ts";
import { VerdictGlyph } from "../handoff/glyph.tsx";
import { Section } from "../ui/section.tsx";

/** What became of the handoffs, by verdict, most frequent first. */
export function VerdictCounts({ counts, all }: { counts: SeamDetail["byVerdict"]; all: number }) {
  const seen = VERDICTS.flatMap((verdict) => ((counts[verdict] ?? 0) > 0 ? [{ verdict, count: counts[verdict] ?? 0 }] : [])).toSorted((a, b) => b.count - a.count);
  return (
    <Section title="Verdicts" aside="from the evidence of both sides">
      <table className="mb-3 w-full">
        <tbody>
          {seen.map(({ verdict, count }) => (
            <tr key={verdict} title={VERDICT_WORDS[verdict].meaning}>
              <th scope="row" className="w-36 py-1 pr-3 pl-4 text-start font-normal">
                <span className="flex items-center gap-1.5">
                  <VerdictGlyph of={verdict} />
                  {VERDICT_WORDS[verdict].label}
                </span>
              </th>
              <td>
                <span className="block h-2 rounded-sm bg-bar" style={{ width: `max(2px, ${(count / Math.max(1, all)) * 100}%)` }} aria-hidden="true" />
              </td>
              <td className="w-0 pl-3 text-end tabular-nums">{formatCount(count)}</td>
              <td className="w-0 pr-4 pl-3 text-end text-xs text-ink-3 tabular-nums">{formatRate(count / Math.max(1, all))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {seen.length === 0 ? <p className="px-4 pb-4 text-ink-2">No handoff in this window.</p> : null}
    </Section>
  );
}
