import type { Handoff, Leg, Payload } from "@/lib/model/handoff.ts";
import type { TraceDetail } from "@/lib/model/trace.ts";
import { formatDuration } from "./duration.ts";
import { FINDING_WORDS, SEVERITY_WORDS } from "./finding-words.ts";
import { type Html, html } from "./html-text.ts";
import { formatInstant } from "./instant.ts";
import { maskPayload } from "./mask-payload.ts";
import { factList, plainPage } from "./plain-page.ts";
import { verdictSentence } from "./verdict-sentence.ts";
import { LEG_WORDS, VERDICT_WORDS } from "./verdict-words.ts";

/** More rows of a trace are counted. */
const SPANS_SHOWN = 2000;
const HANDOFFS_SHOWN = 200;
const NS_PER_MS = 1_000_000;

/** How a share is shown: without values of payloads where `masked`, and until when it opens. */
export interface ShareView {
  masked: boolean;
  expiresAt: string;
}

/** One handoff for whoever was given its link: nothing leads from here to anything else. Masked, it holds nothing that was handed over, nor words that quote it. */
export function sharedHandoffPage(handoff: Handoff, view: ShareView): string {
  const { source, target, contract, verdict, failed, silent, startedAt, latency, versions, sent, received, legs, findings } = handoff;
  const title = `${source.name} → ${target.name}`;
  return plainPage(title, html`${notice(view)}<h1>${view.masked ? `${title}: ${VERDICT_WORDS[verdict].label.toLowerCase()}` : verdictSentence(handoff)}</h1>
<p>${VERDICT_WORDS[verdict].meaning} ${failed ? html`<span class="failed">It failed${silent ? " silently" : ", and was caught"}.</span>` : html``}</p>
${factList([
    ["Contract", contract],
    ["Versions", [`source ${versions.source || "?"}`, `target ${versions.target || "?"}`, `contract ${versions.contract || "?"}`].join(", ")],
    ["Started", formatInstant(startedAt)],
    ["Took", formatDuration(latency.totalMs)],
  ])}
<h2>Findings</h2>${findingList(findings, view)}
<h2>What each side reported</h2>${legTable(legs, view)}
<h2>Sent</h2>${payloadOf(sent, view)}<h2>Received</h2>${payloadOf(received, view)}`);
}

/** One trace for whoever was given its link: its spans by name and time, and what was handed over in it; attributes are left out. */
export function sharedTracePage(trace: TraceDetail, view: ShareView): string {
  const { traceId, name, startedAt, durationMs, spans, spanList, handoffList } = trace;
  const [shown, told] = [spanList.slice(0, SPANS_SHOWN), handoffList.slice(0, HANDOFFS_SHOWN)];
  return plainPage(view.masked ? `Trace ${traceId}` : name, html`${notice(view)}<h1>Trace ${view.masked ? traceId : name}</h1>${factList([
    ["Started", formatInstant(startedAt)],
    ["Took", formatDuration(durationMs)],
    ["Spans", shown.length < spans ? `${spans}, of which the first ${shown.length} are shown` : String(spans)],
  ])}
<h2>Handoffs</h2>${told.length === 0 ? html`<p>None.</p>` : html`<ul>${told.map((one) => html`<li>${one.source.name} → ${one.target.name}: ${VERDICT_WORDS[one.verdict].label.toLowerCase()}${one.failed ? html`, <span class="failed">failed</span>` : html``}${one.findings.length === 0 ? "" : ` (${one.findings.map((finding) => FINDING_WORDS[finding.class].label).join(", ")})`}</li>`)}</ul>`}${handoffList.length > told.length ? html`<p>and ${String(handoffList.length - told.length)} more</p>` : html``}
<h2>Spans</h2><div class="scroll" tabindex="0" role="region" aria-label="Spans"><table><thead><tr><th scope="col">Span</th><th scope="col">Agent or service</th><th scope="col">After</th><th scope="col">Took</th></tr></thead><tbody>${shown.map((span) => html`<tr><td>${view.masked ? span.spanId : span.name}</td><td>${span.lane}</td><td>${formatDuration(span.startNs / NS_PER_MS)}</td><td>${formatDuration(span.durationNs / NS_PER_MS)}</td></tr>`)}</tbody></table></div>`);
}

/** The page of a link that opens nothing: it does not say what it once opened. */
export const closedSharePage = (problem: "not ours" | "expired" | "revoked" | "missing"): string => {
  const words = { "not ours": "This link is not complete, or none of ours.", expired: "The time of this link is over.", revoked: "This link was taken back.", missing: "What this link opens is no longer kept." };
  return plainPage("Not shared", html`<h1>${words[problem]}</h1><p>Ask whoever gave it to you for a new one.</p>`);
};

const notice = ({ masked, expiresAt }: ShareView): Html =>
  html`<p class="second">Shared from Seamscope until ${formatInstant(expiresAt)}${masked ? "; payloads are shown by their structure alone, and words that may quote them are left out" : ""}.</p>`;

const findingList = (findings: Handoff["findings"], { masked }: ShareView): Html =>
  findings.length === 0
    ? html`<p>None.</p>`
    : html`<ul>${findings.map((finding) => html`<li>${FINDING_WORDS[finding.class].label} (${SEVERITY_WORDS[finding.severity].toLowerCase()})${masked ? html`` : html`${finding.pointer === "" ? html`` : html` at <code>${finding.pointer}</code>`}: ${finding.message}`}</li>`)}</ul>`;

const legTable = (legs: readonly Leg[], { masked }: ShareView): Html =>
  legs.length === 0
    ? html`<p>Nothing is kept of it.</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="What each side reported"><table><thead><tr><th scope="col">Time</th><th scope="col">Side</th><th scope="col">Agent</th><th scope="col">What</th></tr></thead><tbody>${legs.map((leg) => html`<tr><td>${formatInstant(leg.at)}</td><td>${leg.side}</td><td>${leg.agent}</td><td>${LEG_WORDS[leg.kind]}${masked || leg.claim === "" ? "" : `: ${leg.claim}`}</td></tr>`)}</tbody></table></div>`;

const payloadOf = (payload: Payload | null, { masked }: ShareView): Html => (payload === null ? html`<p>Nothing is known of it.</p>` : html`<pre tabindex="0">${masked ? maskPayload(payload.body) : payload.body}</pre>`);
