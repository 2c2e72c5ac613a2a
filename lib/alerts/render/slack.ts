import { formatInstantAt } from "@/lib/text/instant.ts";
import type { AlertPayload } from "./payload.ts";
import { manyLines, oneLine } from "./short-text.ts";

/** Slack's limits (Block Kit reference: header, section, context). */
const HEADER_MAX = 150;
const SECTION_MAX = 3000;
const FIELD_MAX = 2000;
const FIELDS_MAX = 10;
const TEXT_MAX = 3000;
const LINK_MAX = 600;

/** Slack's own rule: these three are escaped, and with them everything that could become a link or a mention such as <!channel>. */
const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Escaping makes text longer, so it is cut by the length it has then, and never within an escape. */
function fitting(text: string, charsMax: number): string {
  const whole = escaped(text);
  return whole.length <= charsMax ? whole : `${whole.slice(0, charsMax - 1).replace(/&[a-z]{0,3}$/, "")}…`;
}

/** Text with marks in which nothing is made into a link or a mention that we did not make one. */
const marked = (text: string) => ({ type: "mrkdwn", text, verbatim: true });

/** A link of ours; one whose id is so long that it would fill the message is only named. */
function link(url: string, text: string): string {
  const target = escaped(url).replaceAll("|", "%7C");
  const label = fitting(oneLine(text, 200), 300).replaceAll("|", "¦");
  return target.length > LINK_MAX ? label : `<${target}|${label}>`;
}

const SIGNS: Record<AlertPayload["event"], string> = { open: "🔴", resolve: "🟢", suppressed: "🔕", test: "🧪" };

/** A message for an incoming webhook of Slack: a title, the facts, three samples, and links. */
export function toSlack(payload: AlertPayload): unknown {
  const { facts } = payload;
  const fields = facts.slice(0, FIELDS_MAX).map(({ name, value }) => marked(`*${name}*\n${fitting(manyLines(value, FIELD_MAX), FIELD_MAX - name.length - 3)}`));
  const rest = facts.slice(FIELDS_MAX).map(({ name, value }) => `*${name}*: ${fitting(manyLines(value, 500), 600)}`);
  const samples = payload.evidence.samples.map((sample) => `• ${link(sample.url, `${sample.handoffId}, ${formatInstantAt(sample.startedAt, 0, "s")}`)} ${fitting(oneLine(sample.message, 300), 400)} (${link(sample.traceUrl, "trace")})`);
  const links = [link(payload.firing.url, "This firing"), ...(payload.seam === null ? [] : [link(payload.seam.url, "The seam")])];
  return {
    text: fitting(oneLine(payload.title, TEXT_MAX), TEXT_MAX),
    blocks: [
      { type: "header", text: { type: "plain_text", text: oneLine(`${SIGNS[payload.event]} ${payload.title}`, HEADER_MAX), emoji: true } },
      { type: "section", fields },
      ...[rest, samples].filter((lines) => lines.length > 0).map((lines) => ({ type: "section", text: marked(linesWithin(lines, SECTION_MAX)) })),
      { type: "context", elements: [marked(links.join(" · "))] },
    ],
  };
}

/** As many whole lines as there is room for: half a line could end within a link. */
function linesWithin(lines: readonly string[], charsMax: number): string {
  const kept: string[] = [];
  let chars = 0;
  for (const line of lines) {
    chars += line.length + 1;
    if (chars > charsMax) break;
    kept.push(line);
  }
  return kept.length === lines.length ? kept.join("\n") : [...kept.slice(0, -1), `… and ${lines.length - kept.length + 1} more`].join("\n");
}
