import { CopyBlock } from "../ui/copy-block.tsx";

/** What would stand on the page, and how to see it do so. */
export function NoRejects({ isFiltered, otlpPort }: { isFiltered: boolean; otlpPort: number }) {
  return (
    <div className="px-4 pt-2 pb-4 text-ink-2">
      <p className="mb-2 font-medium text-ink">{isFiltered ? "Nothing like this was refused or changed in this window." : "Nothing was refused or changed in this window."}</p>
      <p className="mb-2">Here would be, by what was at fault, how often, and with samples:</p>
      <ul className="mb-3 list-disc space-y-1 pl-5">
        <li>
          records that were <strong className="font-medium text-ink">refused</strong>, each alone: a trace id that is none, an int64 that is no number, a message that cannot be decoded;
        </li>
        <li>
          whole requests that were refused: gzip that is cut short, JSON that is none, more bytes than the limit once unpacked;
        </li>
        <li>
          records that were <strong className="font-medium text-ink">taken</strong> with something cut, replaced or flagged: text that is not UTF-8, attributes beyond the limit, times before 2000 or in the future.
        </li>
      </ul>
      <p className="mb-2">This span has a trace id that is too short, so it is refused:</p>
      <CopyBlock label="Copy a span that is refused" text={badSpan(otlpPort)} />
    </div>
  );
}

const badSpan = (port: number): string => `curl http://127.0.0.1:${port}/v1/traces -H 'content-type: application/json' \\
  -d '{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"abc","spanId":"b7ad6b7169203331","name":"hello"}]}]}]}'`;
