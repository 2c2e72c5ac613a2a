import Link from "next/link";
import type { Explanation, ExplanationRow, Fact } from "@/lib/model/explanation.ts";
import { countOf, formatCount, formatRate } from "@/lib/text/count.ts";
import { factSentence } from "@/lib/text/explanation-words.ts";
import { handoffPath } from "@/lib/text/paths.ts";
import { Section } from "../ui/section.tsx";
import { FactText } from "./fact-text.tsx";

const SHOWN_FIRST = 6;

interface ExplainPanelProps {
  id: string;
  explanation: Explanation;
  /** Address of the sampled handoffs that a fact is so of. */
  listHref: (fact: Fact) => string;
}

const TITLES = { failing: "What sets the failed ones apart", box: "What sets the selected ones apart" } as const;
const OURS = { failing: "failed", box: "selected" } as const;

/** Some handoffs against the others: what is so of them and less often of the rest, ranked. */
export function ExplainPanel({ id, explanation, listHref }: ExplainPanelProps) {
  const { about, subjects, others, rows } = explanation;
  const before = rows.filter((row) => !row.symptom);
  const symptoms = rows.filter((row) => row.symptom);
  const compared = { subjects: subjects.sampled, others: others.sampled, ours: OURS[about], listHref };
  return (
    <Section id={id} title={TITLES[about]} aside={<Compared explanation={explanation} />}>
      {before.length === 0 && symptoms.length === 0 ? <NothingFound explanation={explanation} /> : null}
      {before.length === 0 ? null : <Rows {...compared} rows={before} label={`Differences of the ${OURS[about]} ones, ranked`} />}
      {symptoms.length === 0 ? null : (
        <>
          <h3 className="column-head border-t border-line px-4 pt-2">How it shows, which is rarely why</h3>
          <Rows {...compared} rows={symptoms} label="How it shows" />
        </>
      )}
      <Method explanation={explanation} />
    </Section>
  );
}

function Compared({ explanation: { about, subjects, others } }: { explanation: Explanation }) {
  return <>{`${sampledOf(subjects, OURS[about])} against ${sampledOf(others, "others")}`}</>;
}

const sampledOf = ({ isAll, sampled, of }: Explanation["subjects"], name: string): string => (isAll ? `all ${formatCount(sampled)} ${name}` : `${formatCount(sampled)} of ${formatCount(of)} ${name}`);

function NothingFound({ explanation: { about, subjects, others } }: { explanation: Explanation }) {
  return <p className="px-4 pb-3 text-ink-2">{whyNothing({ about, subjects: subjects.sampled, others: others.sampled })}</p>;
}

function whyNothing({ about, subjects, others }: { about: Explanation["about"]; subjects: number; others: number }): string {
  if (subjects === 0) return about === "failing" ? "No handoff in this window failed, so there is nothing to explain." : "There is no handoff in the selection.";
  if (others === 0) return about === "failing" ? "Every handoff in this window failed: there are no others to compare with. Widen the window to one in which some did not." : "The selection holds every handoff of the window: there are no others to compare with.";
  return `Nothing that is known of the ${countOf(subjects, `${OURS[about]} handoff`)} differs from the ${formatCount(others)} others beyond chance: versions, payload fields, attributes of spans, traces and hours are alike.`;
}

interface RowsProps {
  rows: readonly ExplanationRow[];
  subjects: number;
  others: number;
  ours: string;
  listHref: ExplainPanelProps["listHref"];
  label: string;
}

function Rows({ rows, label, ...compared }: RowsProps) {
  const rest = rows.slice(SHOWN_FIRST);
  return (
    <>
      <Table rows={rows.slice(0, SHOWN_FIRST)} label={label} {...compared} />
      {rest.length === 0 ? null : (
        <details>
          <summary className="px-4 py-1.5 text-xs text-ink-2 hover:text-ink">{countOf(rest.length, "more difference")}, smaller or less sure</summary>
          <Table rows={rest} label={`${label}, the rest`} {...compared} />
        </details>
      )}
    </>
  );
}

function Table({ rows, subjects, others, ours, listHref, label }: RowsProps) {
  return (
    <div className="overflow-x-auto" role="region" aria-label={label} tabIndex={0}>
      <table className="w-full min-w-xl">
        <thead>
          <tr>
            <th scope="col" className="column-head border-b border-line py-1 pr-3 pl-4">Of a handoff</th>
            <th scope="col" className="column-head w-32 border-b border-line px-2">{ours}</th>
            <th scope="col" className="column-head w-32 border-b border-line px-2">others</th>
            <th scope="col" className="column-head w-24 border-b border-line py-1 pr-4 pl-2 text-end" title="By how much it is more frequent at the least, with 99 % confidence">at least</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={factSentence(row)} className="align-top hover:bg-sunk">
              <th scope="row" className="border-b border-line py-(--cell-y) pr-3 pl-4 text-start font-normal">
                <Link href={listHref(row)} prefetch={false} className="inline-block min-h-6 hover:underline" title="List the compared handoffs that this is so of">
                  <FactText fact={row} />
                </Link>
                <Beside row={row} />
              </th>
              <Share n={row.subjects} of={subjects} failing />
              <Share n={row.others} of={others} />
              <td className="border-b border-line py-(--cell-y) pr-4 pl-2 text-end tabular-nums">+{formatRate(row.atLeast)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Share({ n, of, failing = false }: { n: number; of: number; failing?: boolean }) {
  return (
    <td className="border-b border-line px-2 py-(--cell-y) text-xs whitespace-nowrap tabular-nums">
      {formatCount(n)} of {formatCount(of)}
      <span className="mt-0.5 block h-1.5 rounded-xs bg-sunk" aria-hidden="true">
        <span className={`block h-full rounded-xs ${failing ? "bg-ink" : "bg-bar"}`} style={{ width: n === 0 ? 0 : `max(2px, ${(n / Math.max(1, of)) * 100}%)` }} />
      </span>
    </td>
  );
}

/** Facts of the very same handoffs, and some of these handoffs. */
function Beside({ row: { alike, examples } }: { row: ExplanationRow }) {
  return (
    <details className="text-xs text-ink-3">
      <summary className="min-h-6 w-fit leading-6 hover:text-ink">
        {alike.length === 0 ? "examples" : `with ${countOf(alike.length, "thing")} more that the same handoffs share, and examples`}
      </summary>
      <ul className="mt-1 mb-1 grid gap-0.5">
        {alike.map((fact) => (
          <li key={factSentence(fact)}>
            <FactText fact={fact} />
          </li>
        ))}
        {examples.map((id) => (
          <li key={id}>
            <Link href={handoffPath(id)} prefetch={false} className="text-link font-mono [overflow-wrap:anywhere]">
              {id}
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Method({ explanation: { subjects, others, left } }: { explanation: Explanation }) {
  if (subjects.sampled === 0 || others.sampled === 0) return null;
  return (
    <p className="px-4 pt-1.5 pb-3 text-2xs text-ink-3">
      The compared ones are drawn by a hash of their ids, so the same ones each time. Ranked by the lower end of the 99% interval of the difference (Newcombe 1998, method 10). Left out: {countOf(left.ids, "id")} and{" "}
      {countOf(left.many, "property", "properties")} with too many values. What differs need not be the cause.
    </p>
  );
}
