import type { SeamDetail } from "@/lib/model/seam.ts";
import { formatCount } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { Section } from "../ui/section.tsx";

const MEANING = {
  transit: "end of the sending span until the start of the receiving one",
  gate: "waiting for a person or a policy",
  queue: "received until worked on",
  work: "the target at work",
} as const;

/** Where the time of a seam goes, part by part; bars are to one scale: solid to the p50, light to the p95. */
export function LatencySplit({ parts }: { parts: SeamDetail["latency"] }) {
  const longest = Math.max(1e-9, ...parts.map((part) => part.p95Ms));
  return (
    <Section title="Where the time goes" aside="p50 solid, p95 light">
      {parts.length === 0 ? (
        <p className="px-4 pb-4 text-ink-2">No handoff in this window reports both ends of a part, so its time cannot be split.</p>
      ) : (
        <table className="mb-3 w-full">
          <thead className="sr-only">
            <tr>
              <th scope="col">Part</th>
              <th scope="col">Bar</th>
              <th scope="col">p50</th>
              <th scope="col">p95</th>
              <th scope="col">Handoffs measured</th>
            </tr>
          </thead>
          <tbody>
            {parts.map(({ part, p50Ms, p95Ms, n }) => (
              <tr key={part}>
                <th scope="row" className="w-0 py-1.5 pr-3 pl-4 text-start font-normal" title={MEANING[part]}>
                  {part}
                </th>
                <td>
                  <span className="relative block h-3" aria-hidden="true">
                    <span className="absolute inset-y-0 left-0 rounded-sm bg-bar-2" style={{ width: `max(2px, ${(p95Ms / longest) * 100}%)` }} />
                    <span className="absolute inset-y-0 left-0 rounded-sm bg-bar" style={{ width: `max(2px, ${(p50Ms / longest) * 100}%)` }} />
                  </span>
                </td>
                <td className="w-0 pl-3 text-end whitespace-nowrap tabular-nums">{formatDuration(p50Ms)}</td>
                <td className="w-0 pl-3 text-end whitespace-nowrap text-ink-2 tabular-nums">{formatDuration(p95Ms)}</td>
                <td className="w-0 pr-4 pl-3 text-end text-xs whitespace-nowrap text-ink-3 tabular-nums">n {formatCount(n)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
