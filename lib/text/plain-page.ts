import { type Html, html } from "./html-text.ts";

/** The colours of app/globals.css: the accent means "failed" and nothing else. */
const LIGHT = "color-scheme:light;--ground:#fff;--ink:#17191b;--ink-2:#494d52;--line:#dfdfd9;--sunk:#eeeeea;--accent:#bf2f0b";
const DARK = "color-scheme:dark;--ground:#15181a;--ink:#eceeef;--ink-2:#b7bdc2;--line:#292d31;--sunk:#0a0c0d;--accent:#ff8560";
const STYLE = `:root{${LIGHT}}@media(prefers-color-scheme:dark){:root{${DARK}}}
body{margin:0;background:var(--ground);color:var(--ink);font:14px/1.55 Inter,ui-sans-serif,system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:24px 20px 48px}h1{margin:4px 0 8px;font-size:19px;line-height:1.35;overflow-wrap:anywhere}h2{margin:24px 0 6px;font-size:15px}
p,li,dd{overflow-wrap:anywhere}.second{color:var(--ink-2)}.failed{color:var(--accent);font-weight:600}a{color:inherit}
code,pre{font:12px/1.55 ui-monospace,monospace}code{padding:1px 5px;background:var(--sunk);border-radius:3px;overflow-wrap:anywhere}pre{padding:10px;background:var(--sunk);white-space:pre-wrap;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:minmax(7rem,auto) 1fr;gap:4px 16px;margin:12px 0}dt{color:var(--ink-2)}dd{margin:0}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{padding:4px 12px 4px 0;text-align:start;vertical-align:top;border-bottom:1px solid var(--line)}th{color:var(--ink-2);font-weight:400}
a:focus-visible{outline:2px solid var(--ink);outline-offset:2px}`;

/** A page without scripts and without the rest of the product around it: for what is gone, and for what is shared. It is not to be indexed. */
export const plainPage = (title: string, body: Html): string =>
  html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex, nofollow"><meta name="referrer" content="no-referrer"><title>${title} · Seamscope</title><style>${{ html: STYLE }}</style></head><body><main>${body}</main></body></html>`.html;

/** What stands beside a name, line by line; empty values are left out. */
export const factList = (facts: readonly (readonly [name: string, value: string | Html])[]): Html =>
  html`<dl>${facts.filter(([, value]) => value !== "").map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;
