import type { HandoffSummary, Leg } from "@/lib/model/handoff.ts";
import { RULE_NAMES } from "@/lib/model/vocabulary.ts";
import { formatDuration } from "./duration.ts";
import { FINDING_WORDS, SEVERITY_WORDS, SIDE_WORDS } from "./finding-words.ts";
import { formatInstant, millisOf } from "./instant.ts";
import { LEG_WORDS, ruleWords, VERDICT_WORDS } from "./verdict-words.ts";

type Told = HandoffSummary & { legs: Leg[]; warnings: string[] };

/** A handoff for a ticket, as Markdown: what became of it, its findings and its legs. Payloads are left out on purpose. */
export function handoffMarkdown(handoff: Told, sentence: string): string {
  return [`**${escape(sentence)}**`, facts(handoff), findings(handoff), legs(handoff)].filter((part) => part !== "").join("\n\n");
}

function facts(handoff: Told): string {
  const { id, verdict, silent, rule, confidence, versions, latency, correlationId, traceIds, warnings } = handoff;
  const rows: [string, string][] = [
    ["Handoff", code(id)],
    ["Verdict", VERDICT_WORDS[verdict].label + (silent ? " (silent: nothing stopped it)" : "")],
    ["Known how", ruleWords(rule, RULE_NAMES[rule], confidence)],
    ["Versions", [`source ${versions.source || "?"}`, `target ${versions.target || "?"}`, ...(versions.contract === "" ? [] : [`contract ${versions.contract}`])].map(escape).join(", ")],
    ["Latency", formatDuration(latency.totalMs)],
    ...(warnings.length === 0 ? [] : [["Warnings", warnings.map(escape).join("; ")] satisfies [string, string]]),
    ...(correlationId === "" ? [] : [["Correlation", code(correlationId)] satisfies [string, string]]),
    ["Traces", traceIds.map(code).join(", ")],
  ];
  return rows.map(([name, value]) => `- ${name}: ${value}`).join("\n");
}

function findings({ findings: found }: Told): string {
  const lines = found.map(
    (finding) =>
      `- **${FINDING_WORDS[finding.class].label}** (${SEVERITY_WORDS[finding.severity].toLowerCase()}, at fault: ${SIDE_WORDS[finding.side].toLowerCase()})` +
      `${finding.pointer === "" ? "" : ` at ${code(finding.pointer)}`}: ${escape(finding.message)}`,
  );
  return lines.length === 0 ? "" : `Findings:\n\n${lines.join("\n")}`;
}

function legs({ legs: reported }: Told): string {
  const lines = reported
    .toSorted((a, b) => millisOf(a.at) - millisOf(b.at))
    .map((leg) => `| ${formatInstant(leg.at)} | ${leg.side} | ${escape(leg.agent)} | ${LEG_WORDS[leg.kind]} | ${escape(leg.claim)} |`);
  return lines.length === 0 ? "" : `| Time | Side | Agent | Leg | Claim |\n|---|---|---|---|---|\n${lines.join("\n")}`;
}

/** Text from telemetry must not become markup, links or mentions in somebody's ticket. */
function escape(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(/[\\`*_{}[\]<>|#@!~]/g, String.raw`\$&`);
}

function code(text: string): string {
  return `\`${text.replaceAll(/[`\s|]/g, " ")}\``;
}
