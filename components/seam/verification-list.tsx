import type { ContractVerification } from "@/lib/model/contract-verification.ts";
import { countOf } from "@/lib/text/count.ts";
import { TimeAgo } from "../ui/time-ago.tsx";

const SHOWN_MAX = 8;

/** Who was verified in CI, with what result, by what and when, the latest first. */
export function VerificationList({ results, nowMs }: { results: readonly ContractVerification[]; nowMs: number }) {
  return (
    <div className="px-4 pb-4 text-xs">
      <h3 className="pb-1 font-medium">Verified in CI</h3>
      <ul className="grid gap-1.5">
        {results.slice(0, SHOWN_MAX).map((result) => (
          <li key={`${result.at} ${result.digest} ${result.producer?.version} ${result.receiver?.version}`} className="[overflow-wrap:anywhere]">
            <Result result={result} nowMs={nowMs} />
          </li>
        ))}
      </ul>
      {results.length > SHOWN_MAX ? <p className="pt-1 text-ink-3">{`${SHOWN_MAX} of ${results.length}, the latest`}</p> : null}
    </div>
  );
}

function Result({ result: { producer, receiver, version, outcome, examples, at, by, url, details }, nowMs }: { result: ContractVerification; nowMs: number }) {
  const failed = outcome === "failed";
  const who = [producer, receiver].flatMap((agent) => (agent === null ? [] : [`${agent.name} ${agent.version}`])).join(" with ");
  const told = by === "" ? "where it ran" : by;
  return (
    <>
      <span className={failed ? "font-semibold text-accent" : "text-ink-2"}>
        <span aria-hidden="true">{failed ? "✕" : "✓"}</span> {outcome}
      </span>{" "}
      {who} <span className="text-ink-2">against {version}</span>
      {examples > 0 ? <span className="text-ink-2">, {countOf(examples, "example")}</span> : null}
      <span className="text-ink-3"> · </span>
      {url === "" ? by : <a href={url} className="inline-block min-h-6 text-link" rel="noreferrer">{told}</a>}
      {url === "" && by === "" ? null : <span className="text-ink-3"> · </span>}
      <span className="text-ink-3">
        <TimeAgo at={at} nowMs={nowMs} />
      </span>
      {details === "" ? null : (
        <details className="mt-0.5">
          <summary className="min-h-6 cursor-pointer text-ink-2">What failed</summary>
          <pre className="max-h-60 overflow-auto rounded bg-sunk p-2 font-mono whitespace-pre-wrap" tabIndex={0}>
            {details}
          </pre>
        </details>
      )}
    </>
  );
}
