import type { ContractVerification, VerifiedPair } from "@/lib/model/contract-verification.ts";
import type { VersionPair } from "@/lib/model/seam.ts";
import { Section } from "../ui/section.tsx";
import { VerificationList } from "./verification-list.tsx";
import { VersionCell } from "./version-cell.tsx";

/** Which versions of the contract the receiver says it takes; `takes` is undefined for what is no semantic version. */
export interface DeclaredRange {
  range: string;
  saidBy: string;
  takes: (version: string) => boolean | undefined;
}

/** A pair of versions whose handoffs are listed; "" is one that nobody reported. */
export type ChosenPair = Pick<VersionPair, "source" | "target" | "contract">;

interface VersionMatrixProps {
  pairs: readonly VersionPair[];
  /** What tests said, of pairs that were never seen as well. */
  verified: readonly VerifiedPair[];
  source: string;
  target: string;
  /** Undefined where neither the receiver nor the contract says what is taken. */
  declared: DeclaredRange | undefined;
  /** The contract version in force as `name@version`; undefined where there is none to be tested against. */
  inForce: string | undefined;
  chosen: ChosenPair | undefined;
  /** The list of a pair's handoffs; of no pair where it is chosen already. */
  listHref: (pair: ChosenPair | undefined) => string;
  nowMs: number;
}

/** Which version of the producer got on with which version of the receiver, as traffic shows it, as tests verified it, and whether the receiver says that it takes the contract version. */
export function VersionMatrix(props: VersionMatrixProps) {
  const { pairs, verified, source, target, declared, nowMs } = props;
  const results = uniqueResults(verified);
  return (
    <Section title="Versions" aside={results.length === 0 ? "observed in this window" : "observed in this window, and verified in CI"}>
      {pairs.length === 0 && verified.length === 0 ? (
        <p className="px-4 pb-4 text-ink-2">No traffic in this window.</p>
      ) : (
        <>
          <p className="px-4 pb-1 text-xs text-ink-3 [overflow-wrap:anywhere]">
            Rows: version of {source}. Columns: version of {target}. Pairs that were never seen together are untested by traffic.{" "}
            {declared === undefined ? "Neither the receiver nor the contract says which contract versions are taken (accepts)." : `Taken: ${declared.range}, as ${declared.saidBy} says.`}
          </p>
          <Grid {...props} />
        </>
      )}
      {results.length > 0 ? <VerificationList results={results} nowMs={nowMs} /> : <Unverified {...props} />}
    </Section>
  );
}

/** How a test tells its result, where none has. */
function Unverified({ inForce, source }: VersionMatrixProps) {
  if (inForce === undefined) return null;
  return (
    <p className="px-4 pb-4 text-xs text-ink-3 [overflow-wrap:anywhere]">
      Nothing was verified in CI yet: <code className="font-mono text-ink-2">{`npm run contracts -- verify ${quoted(inForce)} EXAMPLE.json --producer ${quoted(`${source}@VERSION`)}`}</code>
    </p>
  );
}

/** As a shell takes it. */
const quoted = (text: string): string => (/^[\w@./:+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

function Grid({ pairs, verified, declared, chosen, listHref }: VersionMatrixProps) {
  const all: ChosenPair[] = [...pairs, ...verified];
  const rows = [...new Map(all.map((pair) => [rowKey(pair), pair])).values()].toSorted((a, b) => byVersion(rowKey(a), rowKey(b)));
  const columns = [...new Set(all.map((pair) => pair.target))].toSorted(byVersion);
  const withContract = all.some((pair) => pair.contract !== "");
  return (
    <div className="overflow-x-auto px-4 pb-4" role="region" aria-label="Version matrix" tabIndex={0}>
      <table className="border-separate border-spacing-1">
        <thead>
          <tr>
            {["sent by", ...(withContract ? ["contract"] : []), ...(declared === undefined ? [] : ["taken"])].map((title) => (
              <th key={title} scope="col" className="column-head pr-3 align-bottom">
                {title}
              </th>
            ))}
            {columns.map((version) => (
              <th key={version} scope="col" className="px-2 text-start align-bottom font-mono text-xs font-normal">
                {named(version)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              <th scope="row" className="pr-3 text-start font-mono text-xs font-normal">
                {named(row.source)}
              </th>
              {withContract ? <td className="pr-3 font-mono text-xs">{named(row.contract)}</td> : null}
              {declared === undefined ? null : <Taken takes={row.contract === "" ? undefined : declared.takes(row.contract)} />}
              {columns.map((target) => {
                const place = { source: row.source, contract: row.contract, target };
                const isChosen = chosen !== undefined && isSame(chosen, place);
                const at = (pair: ChosenPair): boolean => isSame(pair, place);
                return <VersionCell key={target} pair={pairs.find(at)} verified={verified.find(at)} withVerified={verified.length > 0} href={listHref(isChosen ? undefined : place)} chosen={isChosen} />;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Taken({ takes }: { takes: boolean | undefined }) {
  if (takes === undefined) return <td className="pr-3 text-xs whitespace-nowrap text-ink-3">not said</td>;
  return <td className={`pr-3 text-xs whitespace-nowrap ${takes ? "text-ink-2" : "font-semibold text-accent"}`}>{takes ? "✓ yes" : "✕ no"}</td>;
}

const named = (version: string) => (version === "" ? <span className="font-sans text-ink-3">not reported</span> : version);

const rowKey = (pair: Pick<ChosenPair, "source" | "contract">): string => `${pair.source} ${pair.contract}`;

const isSame = (a: ChosenPair, b: ChosenPair): boolean => a.source === b.source && a.target === b.target && a.contract === b.contract;

function byVersion(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}

/** A result may speak of several pairs; it is told once, the latest first. */
function uniqueResults(verified: readonly VerifiedPair[]): ContractVerification[] {
  const all = new Map(verified.flatMap((pair) => pair.results).map((result) => [JSON.stringify(result), result]));
  return [...all.values()].toSorted((a, b) => (a.at < b.at ? 1 : -1));
}
