import type { AlertPayload } from "./payload.ts";
import { manyLines, oneLine } from "./short-text.ts";

const SUBJECT_MAX = 200;
const FACT_MAX = 4000;

/** A mail: everything in it is text of ours, or text of strangers that was made harmless. */
export interface Mail {
  subject: string;
  text: string;
  html: string;
  /** The same for each attempt, so that programs that see it twice show it once. */
  messageId: string;
  /** The mail that this one answers: that the firing opened. */
  inReplyTo: string | undefined;
}

const htmlText = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");

/** The mail of a notification, in plain text and in HTML that says the same. */
export function toMail(payload: AlertPayload): Mail {
  const facts = payload.facts.map(({ name, value }): [string, string] => [name, manyLines(value, FACT_MAX)]);
  const links: [string, string][] = [
    ["This firing", payload.firing.url],
    ...(payload.seam === null ? [] : [["The seam", payload.seam.url] satisfies [string, string]]),
    ...payload.evidence.samples.map((sample, index): [string, string] => [`Sample ${index + 1}: ${oneLine(sample.message, FACT_MAX)}`, sample.url]),
  ];
  const title = oneLine(payload.title, FACT_MAX);
  const host = new URL(payload.firing.url).hostname.replaceAll(/[[\]:]/g, "-");
  const idOf = (key: string): string => `<${encodeURIComponent(key)}@${host}>`;
  return {
    subject: oneLine(payload.title, SUBJECT_MAX),
    text: [title, "", ...facts.map(([name, fact]) => `${name}: ${fact}`), "", ...links.map(([name, url]) => `${name}\n  ${url}`), ""].join("\n"),
    html: `<h2>${htmlText(title)}</h2>\n<table>${facts.map(([name, fact]) => `<tr><th align="left" valign="top">${htmlText(name)}</th><td>${htmlText(fact).replaceAll("\n", "<br>")}</td></tr>`).join("\n")}</table>\n<ul>${links.map(([name, url]) => `<li><a href="${htmlText(url)}">${htmlText(name)}</a></li>`).join("\n")}</ul>\n`,
    messageId: idOf(payload.key),
    inReplyTo: payload.event === "resolve" ? idOf(payload.key.replace(":resolve:", ":open:")) : undefined,
  };
}
