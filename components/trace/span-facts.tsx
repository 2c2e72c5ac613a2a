"use client";

import Link from "next/link";
import type { SpanDetail } from "@/lib/model/trace.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { handoffPath, tracePath } from "@/lib/text/paths.ts";
import { CopyId } from "../ui/copy-id.tsx";
import { Instant } from "../ui/instant.tsx";
import { AttributeList } from "./attribute-list.tsx";

/** A span's facts in the order they are asked for: what and how, whose handoffs, then everything it came with. */
export function SpanFacts({ span, filter }: { span: SpanDetail; filter: string }) {
  const failed = span.statusCode === "error";
  return (
    <>
      <p className="text-base font-semibold [overflow-wrap:anywhere]">{span.name}</p>
      <p className="text-ink-2 [overflow-wrap:anywhere]">
        {span.service === "" ? "service not named" : span.service}, {span.kind}, {formatDuration(span.durationMs)}
      </p>
      <p className="text-xs text-ink-3">
        <Instant at={span.startedAt} />
      </p>
      {span.statusCode === "unset" ? null : (
        <p className={failed ? "mt-2 text-accent [overflow-wrap:anywhere]" : "mt-2 [overflow-wrap:anywhere]"}>
          {failed ? "✕ status error" : "✓ status ok"}
          {span.statusMessage === "" ? "" : `: ${span.statusMessage}`}
        </p>
      )}
      <Alike span={span} />
      {span.handoffIds.length === 0 ? null : (
        <p className="mt-2">
          Evidence of{" "}
          {span.handoffIds.map((id) => (
            <Link key={id} href={handoffPath(id)} prefetch={false} className="text-link mr-2 font-mono text-xs [overflow-wrap:anywhere]">
              {id}
            </Link>
          ))}
        </p>
      )}
      <AttributeList title="Attributes" attributes={span.attributes} filter={filter} />
      {span.events.map((event, index) => (
        <AttributeList key={index} title={`Event ${event.name}`} note={<Instant at={event.at} />} attributes={{ ...event.attributes, ...(filter !== "" && event.name.includes(filter) ? { event: event.name } : {}) }} filter={filter} />
      ))}
      <Links span={span} filter={filter} />
      <AttributeList title="Resource" attributes={span.resource} filter={filter} />
      <h4 className="mt-4 mb-1 text-xs font-semibold">Ids</h4>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 text-xs">
        {idsOf(span).map(([label, id]) => (
          <div key={label} className="contents">
            <dt className="text-ink-3">{label}</dt>
            <dd className="min-w-0">{label === "scope" ? <span className="[overflow-wrap:anywhere]">{id}</span> : <CopyId id={id} label={`the ${label} id`} />}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** How this span compares with others of its name, in this trace. */
function Alike({ span: { alike } }: { span: SpanDetail }) {
  if (alike === null) return null;
  return (
    <p className="mt-2 text-xs text-ink-2">
      Of {countOf(alike.spans, "span")} of this name in this trace, {alike.quicker === 0 ? "none took less time" : `${formatCount(alike.quicker)} took less time`}: half take at most {formatDuration(alike.p50Ms)}, 95 % at most {formatDuration(alike.p95Ms)}.
    </p>
  );
}

function Links({ span, filter }: { span: SpanDetail; filter: string }) {
  const hasText = (text: string) => filter === "" || text.toLowerCase().includes(filter.toLowerCase());
  const out = span.links.filter((link) => hasText(`${link.traceId} ${link.spanId} ${JSON.stringify(link.attributes)}`));
  const back = span.linkedFrom.filter((link) => hasText(`${link.traceId} ${link.spanId} ${link.name}`));
  return (
    <>
      {out.length === 0 ? null : <h4 className="mt-4 mb-1 text-xs font-semibold">Links to</h4>}
      {out.map((link, index) => (
        <div key={index}>
          <SpanLink traceId={link.traceId} spanId={link.spanId} />
          {Object.keys(link.attributes).length === 0 ? null : <AttributeList title="With" attributes={link.attributes} filter="" />}
        </div>
      ))}
      {back.length === 0 ? null : <h4 className="mt-4 mb-1 text-xs font-semibold">Linked from</h4>}
      {back.map((link) => (
        <SpanLink key={`${link.traceId} ${link.spanId}`} traceId={link.traceId} spanId={link.spanId} name={link.name} />
      ))}
    </>
  );
}

function SpanLink({ traceId, spanId, name = "" }: { traceId: string; spanId: string; name?: string }) {
  return (
    <Link href={tracePath(traceId, spanId)} prefetch={false} className="text-link block truncate text-xs" title={`trace ${traceId}, span ${spanId}`}>
      {name === "" ? "" : `${name}, `}
      <span className="font-mono">{`${traceId.slice(0, 8)}… ${spanId}`}</span>
    </Link>
  );
}

const idsOf = (span: SpanDetail): [string, string][] =>
  [["trace", span.traceId], ["span", span.spanId], ["parent", span.parentSpanId], ["scope", span.scope]].flatMap(([label = "", id = ""]): [string, string][] => (id === "" ? [] : [[label, id]]));
