import type { Latency } from "@/lib/model/handoff.ts";
import type { Verdict } from "@/lib/model/vocabulary.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { Section } from "../ui/section.tsx";

const PARTS = [
  { key: "transitMs", label: "transit", meaning: "until the target's span began" },
  { key: "gateMs", label: "gate", meaning: "waiting for a person or a policy" },
  { key: "queueMs", label: "queue", meaning: "received, and not yet worked on" },
  { key: "workMs", label: "work", meaning: "the target at work" },
] as const;

/** How the time of one handoff splits; parts without evidence are named as such and not drawn. */
export function LatencyBar({ latency, verdict }: { latency: Latency; verdict: Verdict }) {
  const longest = Math.max(1e-9, ...PARTS.map(({ key }) => latency[key] ?? 0));
  return (
    <Section title="Where the time went" aside={totalWords(latency.totalMs, verdict)}>
      <table className="mb-3 w-full">
        <tbody>
          {PARTS.map(({ key, label, meaning }) => {
            const ms = latency[key];
            return (
              <tr key={key} title={meaning}>
                <th scope="row" className="w-0 py-1 pr-3 pl-4 text-start font-normal">
                  {label}
                </th>
                <td>{ms === null ? null : <span className="block h-2.5 rounded-sm bg-bar" style={{ width: `max(2px, ${(ms / longest) * 100}%)` }} aria-hidden="true" />}</td>
                <td className={`w-0 pr-4 pl-3 text-end whitespace-nowrap tabular-nums ${ms === null ? "text-xs text-ink-3" : ""}`}>{ms === null ? "no evidence" : formatDuration(ms)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}

function totalWords(totalMs: number | null, verdict: Verdict): string {
  if (totalMs !== null) return `${formatDuration(totalMs)} from sent to received`;
  if (verdict === "orphan") return "no send was reported";
  return verdict === "lost" ? "never received" : "not received so far as is known";
}
