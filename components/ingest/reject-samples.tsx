import type { RejectSample } from "@/lib/model/ingest-report.ts";
import { countOf } from "@/lib/text/count.ts";
import { visibleText } from "@/lib/text/visible-text.ts";
import { TimeAgo } from "../ui/time-ago.tsx";

/** The latest records of one kind as text, each with what its sender was told. */
export function RejectSamples({ samples, nowMs }: { samples: readonly RejectSample[]; nowMs: number }) {
  if (samples.length === 0) return <p className="text-ink-2">No sample of these is kept in this window: only the first of a kind are, when many come.</p>;
  return (
    <>
      <p className="mb-2 text-xs text-ink-3">{samples.length === 1 ? "One sample" : `The latest ${countOf(samples.length, "sample")}`}, secrets taken out, long ones cut.</p>
      <ol className="space-y-3">
        {samples.map((sample, index) => (
          <li key={`${sample.at} ${index}`}>
            <Sample sample={sample} nowMs={nowMs} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Sample({ sample: { at, service, records, message, sample, collector }, nowMs }: { sample: RejectSample; nowMs: number }) {
  return (
    <>
      <p className="text-xs [overflow-wrap:anywhere]">
        <TimeAgo at={at} nowMs={nowMs} />
        <span className="text-ink-3">
          {service === "" ? ", sender unknown" : <>, from {visibleText(service)}</>}
          {records > 1 ? `, one of ${countOf(records, "record")} of its request` : ""}, by collector {collector}
        </span>
      </p>
      <p className="mt-0.5 [overflow-wrap:anywhere]">{visibleText(message)}</p>
      <pre className="mt-1 max-h-72 overflow-auto rounded border border-line bg-surface p-2 font-mono text-xs leading-5 whitespace-pre-wrap [overflow-wrap:anywhere]" tabIndex={0} aria-label="Sample">
        {visibleText(sample)}
      </pre>
    </>
  );
}
