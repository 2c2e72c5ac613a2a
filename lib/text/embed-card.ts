import type { Handoff } from "@/lib/model/handoff.ts";
import { publicSentence } from "./card-text.ts";
import { formatDuration } from "./duration.ts";
import { FINDING_WORDS } from "./finding-words.ts";
import { type Html, html } from "./html-text.ts";
import { formatInstant } from "./instant.ts";
import { verdictSentence } from "./verdict-sentence.ts";
import { VERDICT_WORDS } from "./verdict-words.ts";

const FINDINGS_SHOWN = 5;
const PAYLOAD_SHOWN = 2000;

/** The colours of app/globals.css: the accent means "failed" and nothing else. */
const LIGHT = "color-scheme:light;--ground:#fff;--ink:#17191b;--ink-2:#494d52;--line:#dfdfd9;--sunk:#eeeeea;--accent:#bf2f0b";
const DARK = "color-scheme:dark;--ground:#15181a;--ink:#eceeef;--ink-2:#b7bdc2;--line:#292d31;--sunk:#0a0c0d;--accent:#ff8560";
const STYLE = `:root{${LIGHT}}@media(prefers-color-scheme:dark){:root:not([data-theme=light]){${DARK}}}:root[data-theme=dark]{${DARK}}
body{margin:0;background:var(--ground);color:var(--ink);font:14px/1.5 Inter,ui-sans-serif,system-ui,sans-serif}
main{padding:12px 16px;border-left:4px solid var(--ink)}main.failed{border-color:var(--accent)}
h1{margin:2px 0 6px;font-size:15px;line-height:1.4;overflow-wrap:anywhere}p,ul{margin:4px 0;overflow-wrap:anywhere}ul{padding-left:18px}
.second{color:var(--ink-2);font-size:12px}.failed .verdict{color:var(--accent)}.verdict{font-weight:600}code,pre{font:12px/1.5 ui-monospace,monospace}
pre{margin:4px 0;padding:8px;background:var(--sunk);white-space:pre-wrap;overflow-wrap:anywhere}a{color:inherit}.notice{margin:0;padding:8px 16px;border-bottom:1px solid var(--line)}`;

/** How a card is shown: `theme` is fixed by who frames it, else as the viewer's system has it. */
export interface EmbedOptions {
  theme: "light" | "dark" | "auto";
  /** Whether it shows the beginning of the payloads. */
  payloads: boolean;
  /** Said above the card; empty for nothing. */
  notice: string;
  /** The handoff's permalink. */
  link: string;
}

/** One handoff as a page of its own, small enough for a frame: no script, no picture, no navigation but the link to all of it. */
export function embedCard(handoff: Handoff, { theme, payloads, notice, link }: EmbedOptions): string {
  const { verdict, failed, silent, findings, startedAt, latency } = handoff;
  const label = `${VERDICT_WORDS[verdict].label}${failed ? (silent ? ", failed silently" : ", failed and caught") : ""}`;
  const left = findings.length - FINDINGS_SHOWN;
  return page(theme, `${handoff.source.name} → ${handoff.target.name}`, html`${noticeOf(notice)}<main class="${failed ? "failed" : ""}">
<p class="verdict">${label}</p>
<h1>${payloads ? verdictSentence(handoff) : publicSentence(handoff)}</h1>
<ul>${findings.slice(0, FINDINGS_SHOWN).map((finding) => html`<li>${FINDING_WORDS[finding.class].label}${finding.pointer === "" ? html`` : html` at <code>${finding.pointer}</code>`}</li>`)}${left > 0 ? html`<li>and ${String(left)} more</li>` : html``}</ul>
${payloads ? html`${payloadOf("Sent", handoff.sent?.body)}${payloadOf("Received", handoff.received?.body)}` : html``}
<p class="second">${formatInstant(startedAt)} · ${formatDuration(latency.totalMs)} · <a href="${link}" target="_blank" rel="noopener noreferrer">all of it</a> · Seamscope</p>
</main>`);
}

/** The same page where there is no such handoff. */
export const embedMissing = (notice: string): string => page("auto", "No such handoff", html`${noticeOf(notice)}<main><h1>There is no such handoff</h1><p>It was never stored, or retention has removed it.</p></main>`);

const noticeOf = (notice: string): Html => (notice === "" ? html`` : html`<p class="notice">${notice}</p>`);

const payloadOf = (name: string, body: string | undefined): Html =>
  body === undefined ? html`` : html`<p class="second">${name}${body.length > PAYLOAD_SHOWN ? `, the first ${PAYLOAD_SHOWN} of ${body.length} characters` : ""}</p><pre>${body.slice(0, PAYLOAD_SHOWN)}</pre>`;

const page = (theme: string, title: string, body: Html): string =>
  html`<!doctype html><html lang="en" data-theme="${theme}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${title}</title><style>${{ html: STYLE }}</style></head><body>${body}</body></html>`.html;
