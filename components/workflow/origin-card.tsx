import Link from "next/link";
import type { ReactNode } from "react";
import type { Origin } from "@/lib/model/origin.ts";
import { countOf } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { blastWords, originSentence } from "@/lib/text/origin-words.ts";
import { handoffPath, seamPath } from "@/lib/text/paths.ts";
import { LEG_WORDS } from "@/lib/text/verdict-words.ts";
import { LEG_KINDS } from "@/lib/model/vocabulary.ts";
import { Instant } from "../ui/instant.tsx";
import { FindingGlyph } from "../handoff/glyph.tsx";

const IDS_SHOWN = 12;

/** Where one failure began, with the value there and after, who inherited it and what ran on it. `here` is the handoff whose page this is. */
export function OriginCard({ origin, here = "" }: { origin: Origin; here?: string }) {
  const { handoffId, seamId, source, target, before, after, certain, unknown, at, detectedAt, detectedBy, lagMs, lastProofOfLife, inherited, blast } = origin;
  return (
    <article className="border-t border-line px-4 py-3">
      <h3 className="flex items-start gap-x-2 font-semibold text-accent">
        <span className="mt-0.5 shrink-0">
          <FindingGlyph of={origin.class} />
        </span>
        <span className="min-w-0 [overflow-wrap:anywhere]">
          {originSentence(origin)}
          {certain ? null : <span className="ml-2 rounded-sm border border-dashed border-control px-1.5 text-xs font-normal text-ink-2">not certain</span>}
        </span>
      </h3>
      <dl className="mt-2 grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1">
        <Row name="Seam">
          <Link href={seamPath(seamId)} className="text-link">
            {source} → {target}
          </Link>
          , {FINDING_WORDS[origin.class].label.toLowerCase()}
        </Row>
        <Row name="Handoff">{handoffId === here ? "this one" : <HandoffLink id={handoffId} />}</Row>
        {before === null && after === null ? null : (
          <Row name="Value">
            there <Value text={before} absent="not told" />; from then on <Value text={after} absent="absent" />
          </Row>
        )}
        <Row name="When"><Instant at={at} /></Row>
        <Row name="First sign">
          <Instant at={detectedAt} />, {formatDuration(lagMs)} later, at {detectedBy === here ? "this handoff" : detectedBy === handoffId ? "the same handoff" : <HandoffLink id={detectedBy} />}
        </Row>
        {lastProofOfLife === null ? null : (
          <Row name="Last proof of life">
            {legLabel(lastProofOfLife.leg)} by {lastProofOfLife.agent || "an unnamed side"}, <Instant at={lastProofOfLife.at} />
          </Row>
        )}
        <Row name="Blast radius">{blastWords(blast)}</Row>
        {inherited.length === 0 ? null : (
          <Row name="Inherited by">
            <HandoffIds ids={inherited.map((one) => one.handoffId)} here={here} inAll={inherited.length} />
          </Row>
        )}
        {blast.handoffs <= inherited.length ? null : (
          <Row name="Ran on it">
            <HandoffIds ids={blast.handoffIds.filter((id) => inherited.every((one) => one.handoffId !== id))} here={here} inAll={blast.handoffs - inherited.length} />
          </Row>
        )}
        {unknown.length === 0 ? null : <Row name="Not known">{unknown.join("; ")}</Row>}
      </dl>
    </article>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </>
  );
}

const Value = ({ text, absent }: { text: string | null; absent: string }) =>
  text === null ? <em className="text-ink-2">{absent}</em> : <code className="rounded bg-sunk px-1 font-mono text-xs [overflow-wrap:anywhere]">{text}</code>;

const HandoffLink = ({ id }: { id: string }) => (
  <Link href={handoffPath(id)} prefetch={false} className="text-link font-mono text-xs">
    {id}
  </Link>
);

function HandoffIds({ ids, here, inAll }: { ids: readonly string[]; here: string; inAll: number }) {
  const shown = ids.slice(0, IDS_SHOWN);
  return (
    <span className="flex flex-wrap gap-x-3">
      {shown.map((id) => (id === here ? <span key={id}>this handoff</span> : <HandoffLink key={id} id={id} />))}
      {inAll > shown.length ? <span className="text-ink-3">{shown.length} of {countOf(inAll, "handoff")}</span> : null}
    </span>
  );
}

const legLabel = (kind: string): string => {
  const known = LEG_KINDS.find((leg) => leg === kind);
  return known === undefined ? kind : LEG_WORDS[known];
};
