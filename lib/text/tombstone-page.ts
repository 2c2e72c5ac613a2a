import type { CitedKind } from "@/lib/model/cited-kinds.ts";
import type { Expiry, HandoffTombstone, Tombstone, TraceTombstone, WorkflowTombstone } from "@/lib/model/tombstone.ts";
import { countOf } from "./count.ts";
import { formatDuration } from "./duration.ts";
import { FINDING_WORDS } from "./finding-words.ts";
import { type Html, html } from "./html-text.ts";
import { formatInstant } from "./instant.ts";
import { seamPath, shortPath } from "./paths.ts";
import { factList, plainPage } from "./plain-page.ts";
import { VERDICT_WORDS } from "./verdict-words.ts";

/** The page in place of something that retention has removed: what it was, when and why it went, and how such things are kept. */
export function tombstonePage({ of, expiry }: Tombstone): string {
  const told = of.kind === "handoff" ? ofHandoff(of) : of.kind === "trace" ? ofTrace(of) : ofWorkflow(of);
  return plainPage(told.title, html`<p class="second">This ${of.kind} is no longer kept. Here is what is still known of it.</p><h1>${told.title}</h1>${told.body}${whyGone(expiry)}${howToKeep(of.kind)}`);
}

interface Told {
  title: string;
  body: Html;
}

function ofHandoff({ id, seamId, source, target, contract, startedAt, verdict, failed, silent, classes, reasons, correlationId, traceIds }: HandoffTombstone): Told {
  const findings = classes.map((one, index) => `${FINDING_WORDS[one].label}${reasons[index] === undefined || reasons[index] === "" ? "" : ` (${reasons[index]})`}`);
  return {
    title: `${source} → ${target}: ${VERDICT_WORDS[verdict].label.toLowerCase()}`,
    body: html`<p>${source} handed ${contract === "" ? "work" : contract} to ${target}. ${VERDICT_WORDS[verdict].meaning} ${failed ? html`<span class="failed">It failed${silent ? " silently" : ", and was caught"}.</span>` : html``}</p>${factList([
      ["Handoff", html`<code>${id}</code>`],
      ["Started", formatInstant(startedAt)],
      ["Findings", findings.length === 0 ? "none" : findings.join("; ")],
      ["Seam", html`<a href="${seamPath(seamId)}">${source} → ${target}</a>, whose counts stay`],
      ["Workflow", correlationId === "" ? "" : html`<a href="${shortPath("w", correlationId)}">${correlationId}</a>`],
      ["Traces", traceIds.length === 0 ? "" : html`${traceIds.map((traceId, index) => html`${index === 0 ? "" : ", "}<a href="${shortPath("t", traceId)}"><code>${traceId}</code></a>`)}`],
    ])}`,
  };
}

function ofTrace({ id, name, startedAt, durationMs, spans, errors, agents, handoffs, failed }: TraceTombstone): Told {
  return {
    title: `Trace ${name === "" ? id : name}`,
    body: factList([
      ["Trace", html`<code>${id}</code>`],
      ["Started", formatInstant(startedAt)],
      ["Took", formatDuration(durationMs)],
      ["Spans", `${spans}, ${errors} with an error`],
      ["Handoffs", failed === 0 ? `${handoffs}, none failed` : html`${String(handoffs)}, <span class="failed">${String(failed)} failed</span>`],
      ["Agents", agents.join(", ")],
    ]),
  };
}

function ofWorkflow({ id, startedAt, lastAt, handoffs, failed, agents }: WorkflowTombstone): Told {
  return {
    title: `Workflow ${id}`,
    body: factList([
      ["First handoff", formatInstant(startedAt)],
      ["Last handoff", formatInstant(lastAt)],
      ["Handoffs", failed === 0 ? `${handoffs}, none failed` : html`${String(handoffs)}, <span class="failed">${String(failed)} failed</span>`],
      ["Agents", agents.join(", ")],
    ]),
  };
}

/** Which setting removed it; one that was changed since is told as it is now. */
const whyGone = ({ setting, days, at }: Expiry): Html =>
  days === 0
    ? html`<h2>When it went</h2><p>A retention that was in force earlier removed it; by now <code>${setting}</code> keeps such things for ever.</p>`
    : html`<h2>When it went</h2><p><code>${setting}</code> keeps such things for ${countOf(days, "day")}${at === null ? "" : `, so this one could be removed from ${formatInstant(at)} on`}.</p>`;

const howToKeep = (kind: string): Html =>
  html`<h2>How to keep the next one</h2><p>Pin it while it is there, on its page or by <code>POST /api/v1/pins</code>: a pinned ${kind} outlives every retention. Whatever a ticket cites, an alert samples or a share link opens is pinned by itself.</p>`;

/** The page in place of something that never was, or never came here. */
export const missingPage = (kind: CitedKind, id: string): string =>
  plainPage(`No such ${kind}`, html`<h1>There is no such ${kind}</h1><p>Looked for <code>${id}</code>. Nothing of it was ever stored here${kind === "seam" || kind === "firing" ? "" : ", nor does a summary tell that it was once kept"}: check the id, or that the agents' exporter reaches this Seamscope and no other.</p><p><a href="/">All seams</a></p>`);

