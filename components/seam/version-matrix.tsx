import type { VersionPair } from "@/lib/model/seam.ts";
import { formatCount, formatRate } from "@/lib/text/count.ts";
import { VerdictGlyph } from "../handoff/glyph.tsx";
import { Section } from "../ui/section.tsx";

interface MatrixRow {
  key: string;
  source: string;
  contract: string;
}

/** Which versions of the contract the receiver says it takes; `takes` is undefined for what is no semantic version. */
export interface DeclaredRange {
  range: string;
  saidBy: string;
  takes: (version: string) => boolean | undefined;
}

interface VersionMatrixProps {
  pairs: readonly VersionPair[];
  source: string;
  target: string;
  /** Undefined where neither the receiver nor the contract says what is taken. */
  declared: DeclaredRange | undefined;
}

/** Which version of the producer got on with which version of the receiver, as traffic shows it, and whether the receiver says that it takes the contract version. */
export function VersionMatrix({ pairs, source, target, declared }: VersionMatrixProps) {
  const rows = [...new Map(pairs.map((pair) => [`${pair.source} ${pair.contract}`, rowOf(pair)])).values()].toSorted((a, b) => byVersion(a.key, b.key));
  const columns = [...new Set(pairs.map((pair) => pair.target))].toSorted(byVersion);
  const withContract = pairs.some((pair) => pair.contract !== "");
  return (
    <Section title="Versions" aside="observed in this window">
      {pairs.length === 0 ? (
        <p className="px-4 pb-4 text-ink-2">No traffic in this window.</p>
      ) : (
        <>
        <p className="px-4 pb-1 text-xs text-ink-3 [overflow-wrap:anywhere]">
          Rows: version of {source}. Columns: version of {target}. Pairs that were never seen together are untested by traffic.{" "}
          {declared === undefined ? "Neither the receiver nor the contract says which contract versions are taken (accepts)." : `Taken: ${declared.range}, as ${declared.saidBy} says.`}
        </p>
        <div className="overflow-x-auto px-4 pb-4" role="region" aria-label="Version matrix" tabIndex={0}>
          <table className="border-separate border-spacing-1">
            <thead>
              <tr>
                <th scope="col" className="column-head pr-3 align-bottom">
                  sent by
                </th>
                {withContract ? (
                  <th scope="col" className="column-head pr-3 align-bottom">
                    contract
                  </th>
                ) : null}
                {declared === undefined ? null : (
                  <th scope="col" className="column-head pr-3 align-bottom">
                    taken
                  </th>
                )}
                {columns.map((version) => (
                  <th key={version} scope="col" className="px-2 text-start align-bottom font-mono text-xs font-normal">
                    {named(version)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key}>
                  <th scope="row" className="pr-3 text-start font-mono text-xs font-normal">
                    {named(row.source)}
                  </th>
                  {withContract ? <td className="pr-3 font-mono text-xs">{named(row.contract)}</td> : null}
                  {declared === undefined ? null : <Taken takes={row.contract === "" ? undefined : declared.takes(row.contract)} />}
                  {columns.map((version) => (
                    <Cell key={version} pair={pairs.find((pair) => pair.source === row.source && pair.contract === row.contract && pair.target === version)} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        </>
      )}
    </Section>
  );
}

function Taken({ takes }: { takes: boolean | undefined }) {
  if (takes === undefined) return <td className="pr-3 text-xs whitespace-nowrap text-ink-3">not said</td>;
  return <td className={`pr-3 text-xs whitespace-nowrap ${takes ? "text-ink-2" : "font-semibold text-accent"}`}>{takes ? "✓ yes" : "✕ no"}</td>;
}

function Cell({ pair }: { pair: VersionPair | undefined }) {
  if (pair === undefined) return <td className="min-w-24 rounded border border-dashed border-line px-2 py-1 text-xs text-ink-3">untested</td>;
  const failing = pair.failed > 0;
  return (
    <td className={`min-w-24 rounded border px-2 py-1 tabular-nums ${failing ? "border-accent bg-accent-soft" : "border-line"}`}>
      <span className={`flex items-center gap-1.5 whitespace-nowrap ${failing ? "font-semibold text-accent" : ""}`}>
        <VerdictGlyph of={failing ? "rejected" : "delivered"} />
        {failing ? `${formatRate(pair.failed / pair.handoffs)} failed` : "none failed"}
      </span>
      <span className="block text-xs text-ink-2">
        {failing ? `${formatCount(pair.failed)} of ` : "of "}
        {formatCount(pair.handoffs)}
      </span>
    </td>
  );
}

const named = (version: string) => (version === "" ? <span className="font-sans text-ink-3">not reported</span> : version);

function rowOf(pair: VersionPair): MatrixRow {
  return { key: `${pair.source} ${pair.contract}`, source: pair.source, contract: pair.contract };
}

function byVersion(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
