import { clsx } from "clsx";
import Link from "next/link";
import type { Handoff, Payload } from "@/lib/model/handoff.ts";
import { changedParts, type Part } from "@/lib/text/changed-parts.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import type { DiffMark, DiffRow } from "@/lib/text/diff-row.ts";
import { windowAt, windowsOf, type TextWindow } from "@/lib/text/diff-window.ts";
import { withParams } from "@/lib/text/paths.ts";
import { diffPayloads, type PayloadDiff as Diff } from "@/lib/text/payload-diff.ts";
import { Section } from "../ui/section.tsx";
import { MarkedText } from "./marked-text.tsx";

/** Payloads up to this many characters are compared before anybody could notice. */
const INSTANT_MAX = 200_000;
const FLUSH_MS = 60;
const ROWS_SHOWN = 100;
const VALUE_SHOWN = 800;
const MARKS: Record<DiffMark, { sign: string; word: string }> = {
  missing: { sign: "−", word: "missing" },
  added: { sign: "+", word: "added" },
  changed: { sign: "≠", word: "changed" },
  truncated: { sign: "⊣", word: "truncated" },
};

interface PayloadDiffProps {
  handoff: Pick<Handoff, "sent" | "received">;
  from: number;
  path: string;
  search: string;
}

/** What changed between sent and received. Made apart from the page, since comparing ten megabytes takes a second. */
export async function PayloadDiff({ handoff: { sent, received }, from, path, search }: PayloadDiffProps) {
  if (sent === null || received === null) return <OneSided sent={sent} received={received} />;
  if (sent.hash === received.hash && sent.body === received.body) {
    return (
      <Section title="Sent ↔ received" aside="equal by sha256">
        <p className="px-4 pb-4">What was received is what was sent.</p>
      </Section>
    );
  }
  if (isBodyless(sent) || isBodyless(received)) return <ByHash equal={sent.hash === received.hash} />;
  await restOfPageSent(sent.body.length + received.body.length);
  const diff = diffPayloads(sent, received);
  const rows = diff.rows.slice(from, from + ROWS_SHOWN);
  const to = from + rows.length;
  return (
    <Section title="Sent ↔ received" aside={summary(diff)} id="diff">
      {diff.rows.length === 0 ? (
        <p className="px-4 pb-4">Every value is equal. The two differ only in spacing, in the order of keys, or in digits beyond what a double holds.</p>
      ) : (
        <DiffTable rows={rows} kind={diff.kind} />
      )}
      {diff.complete ? null : <p className="px-4 py-2">The two have too little in common to be compared line by line: this is everything between the first and the last line they do not share.</p>}
      {diff.rows.length > ROWS_SHOWN ? (
        <nav aria-label="Differences" className="flex items-center justify-between px-4 py-2.5 text-xs text-ink-2">
          <span>
            {formatCount(from + 1)} to {formatCount(to)} of {formatCount(diff.rows.length)} differences
          </span>
          <span className="flex gap-2">
            {from > 0 ? <Turn words="Previous" href={withParams(path, search, { diff: from <= ROWS_SHOWN ? undefined : String(from - ROWS_SHOWN) })} /> : null}
            {to < diff.rows.length ? <Turn words="Next" href={withParams(path, search, { diff: String(to) })} /> : null}
          </span>
        </nav>
      ) : null}
    </Section>
  );
}

/** Comparing occupies the server; the page without the comparison is to reach the browser before. */
async function restOfPageSent(characters: number): Promise<void> {
  if (characters > INSTANT_MAX) await new Promise((resolve) => setTimeout(resolve, FLUSH_MS));
}

function OneSided({ sent, received }: { sent: Payload | null; received: Payload | null }) {
  const words = sent === null && received === null ? "Neither side's payload is in the telemetry" : sent === null ? "Only what was received is in the telemetry" : "Only what was sent is in the telemetry";
  return (
    <Section title="Sent ↔ received">
      <p className="px-4 pb-4 text-ink-2">{words}, so nothing can be compared. Record both, and every field lost on the way is shown here.</p>
    </Section>
  );
}

function ByHash({ equal }: { equal: boolean }) {
  return (
    <Section title="Sent ↔ received" aside="by sha256">
      <p className="px-4 pb-4">
        {equal ? "The hashes are equal: what was received is what was sent." : "The hashes differ: something changed on the way."}{" "}
        <span className="text-ink-2">The payload itself is not in the telemetry of at least one side, so it cannot be shown what.</span>
      </p>
    </Section>
  );
}

const isBodyless = (payload: Payload) => payload.body === "" && payload.sizeBytes !== 0;

function DiffTable({ rows, kind }: { rows: DiffRow[]; kind: Diff["kind"] }) {
  return (
    <div className="overflow-x-auto" role="region" aria-label="Differences between sent and received" tabIndex={0}>
      <table className="w-full table-fixed text-xs max-md:min-w-2xl">
        <thead>
          <tr>
            <th scope="col" className="column-head w-26 border-b border-line py-1 pl-4">
              What
            </th>
            <th scope="col" className="column-head w-1/5 border-b border-line px-3">
              {kind === "json" ? "At" : "Line"}
            </th>
            <th scope="col" className="column-head border-b border-line px-3">
              Sent
            </th>
            <th scope="col" className="column-head border-b border-line px-3 pr-4">
              Received
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <DiffLine key={index} row={row} quoted={kind === "json"} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function DiffLine({ row, quoted }: { row: DiffRow; quoted: boolean }) {
  const { sign, word } = MARKS[row.mark];
  const { sent, received, equal } = sidesOf(row.mark === "truncated" && quoted ? unquoted(row) : row);
  return (
    <tr className="align-top">
      <td className="border-b border-line py-1.5 pl-4 font-medium whitespace-nowrap text-accent">
        <span aria-hidden="true" className="mr-1.5 font-mono">
          {sign}
        </span>
        {word}
        {row.mark === "truncated" ? <span className="block font-normal text-ink-3">after {formatCount(equal)} characters</span> : null}
      </td>
      <th scope="row" className="border-b border-line px-3 py-1.5 text-start font-mono font-normal text-ink-2 [overflow-wrap:anywhere]">
        {row.at === "" ? "(the whole)" : row.at}
      </th>
      <Value side={sent} />
      <Value side={received} />
    </tr>
  );
}

type Side = { window: TextWindow; parts: Part[] } | undefined;

/** Both values around the place where they differ; a value that stands alone from its beginning. */
function sidesOf({ sent, received }: DiffRow): { sent: Side; received: Side; equal: number } {
  if (sent === null || received === null) return { sent: aloneOf(sent), received: aloneOf(received), equal: 0 };
  const windows = windowsOf(sent, received, VALUE_SHOWN);
  const parts = changedParts(windows.sent.text, windows.received.text);
  return { sent: { window: windows.sent, parts: parts.sent }, received: { window: windows.received, parts: parts.received }, equal: windows.equal };
}

/** A text that was cut, without the quotes that JSON puts around it: the closing one was not lost. */
function unquoted(row: DiffRow): DiffRow {
  return { ...row, sent: row.sent?.slice(1, -1) ?? null, received: row.received?.slice(1, -1) ?? null };
}

function aloneOf(text: string | null): Side {
  if (text === null) return undefined;
  const window = windowAt(text, 0, VALUE_SHOWN);
  return { window, parts: [{ text: window.text, changed: false }] };
}

function Value({ side }: { side: Side }) {
  if (side === undefined) return <td className="border-b border-line px-3 py-1.5 text-ink-3">∅ not there</td>;
  const { window, parts } = side;
  return (
    <td className="border-b border-line px-3 py-1.5 font-mono whitespace-pre-wrap [overflow-wrap:anywhere]">
      {window.before > 0 ? <span className="font-sans text-ink-3">{formatCount(window.before)} equal characters … </span> : null}
      {parts.map((part, index) => (
        <span key={index} className={clsx(part.changed && "rounded-xs bg-accent-soft underline decoration-accent decoration-2 underline-offset-2")}>
          <MarkedText text={part.text} />
        </span>
      ))}
      {window.after > 0 ? <span className="font-sans text-ink-3"> … and {formatCount(window.after)} more characters</span> : null}
    </td>
  );
}

function Turn({ words, href }: { words: string; href: string }) {
  return (
    <Link href={href} scroll={false} className="rounded border border-control px-2.5 py-1 hover:text-ink">
      {words}
    </Link>
  );
}

function summary({ rows, same, kind }: Diff): string {
  const counts = Object.entries(MARKS).flatMap(([mark, { word }]) => {
    const count = rows.filter((row) => row.mark === mark).length;
    return count === 0 ? [] : [`${formatCount(count)} ${word}`];
  });
  return [...counts, `${countOf(same, kind === "json" ? "value" : "line")} equal`].join(", ");
}
