import type { Evidence, EvidenceHandoff, EvidencePart, EvidenceTeam } from "@/lib/model/evidence.ts";
import { formatBytes } from "./bytes.ts";
import { countOf } from "./count.ts";
import { formatDuration } from "./duration.ts";
import { FINDING_WORDS, SEVERITY_WORDS, SIDE_WORDS } from "./finding-words.ts";
import { formatInstant, millisOf } from "./instant.ts";
import { markdownCode as code, markdownLink as link, markdownText as text } from "./markdown-text.ts";
import { RULE_NAMES } from "@/lib/model/vocabulary.ts";
import { LEG_WORDS, ruleWords, VERDICT_WORDS } from "./verdict-words.ts";

const SIDE_NAMES = { source: "Hands over", target: "Receives" } as const;
const LEGS_TOLD = 40;
const FINDINGS_TOLD = 30;
/** "sha256:" and sixteen digits. */
const HASH_TOLD = 23;

/** Evidence as Markdown, to be pasted into a ticket: all text in it that came from elsewhere stays text. Payloads are left out on purpose. */
export function evidenceMarkdown({ title, ticket, parts, partsInAll, link: address }: Evidence): string {
  if (ticket === null) return `${parts.map((part) => partMarkdown(part)).join("\n\n")}\n`;
  const left = partsInAll - parts.length;
  return `${[
    `## ${text(title)}`, [...ticket.urls.map((url) => `Ticket: ${link(url)}`), `All of it, as it stands now: ${link(address)}`].join("\n\n"),
    ...parts.flatMap((part) => ["---", partMarkdown(part)]),
    left > 0 ? `${countOf(left, "more citation")} not shown here.` : "",
  ].filter((part) => part !== "").join("\n\n")}\n`;
}

function partMarkdown(part: EvidencePart): string {
  const { kind, title, sentence, link: address, teams, facts, origins, handoffs, handoffsInAll, cited } = part;
  const [only] = handoffs;
  const isHandoff = kind === "handoff" && only !== undefined;
  const left = handoffsInAll - handoffs.length;
  return [
    `### ${text(title)}`, `**${text(sentence)}**`, link(address), citedWords(cited),
    lines([...teams.map(teamLine), ...facts.map(({ name, value }) => `${name}: ${text(value)}`), ...(isHandoff ? handoffLines(only) : [`${kind.replace(/^./, (letter) => letter.toUpperCase())}: ${code(part.id)}`])]),
    isHandoff ? findingsOf(only) : "",
    origins.length === 0 ? "" : `Where it began:\n\n${lines(origins.map((origin) => `${text(origin.sentence)} ${link(origin.link)}`))}`,
    isHandoff ? ledgerOf(only) : "",
    ...(isHandoff ? [] : handoffs.map(handoffMarkdown)),
    !isHandoff && left > 0 ? `${countOf(left, "more handoff")} not shown here.` : "",
  ].filter((one) => one !== "").join("\n\n");
}

const handoffMarkdown = (handoff: EvidenceHandoff): string =>
  [`#### ${text(`${handoff.source.name} → ${handoff.target.name}`)}`, `**${text(handoff.sentence)}**`, link(handoff.link), lines(handoffLines(handoff)), findingsOf(handoff), ledgerOf(handoff)].filter((one) => one !== "").join("\n\n");

const lines = (all: readonly string[]): string => all.map((line) => `- ${line}`).join("\n");

function citedWords(cited: EvidencePart["cited"]): string {
  if (cited === null) return "";
  return `Cited ${formatInstant(cited.at)}${cited.by === "" ? "" : ` by ${text(cited.by)}`}${cited.note === "" ? "" : `: ${text(cited.note)}`}`;
}

function teamLine({ side, agent, owner }: EvidenceTeam): string {
  const team = owner === null ? "nobody is named" : `${text(owner.team)}${owner.contact === "" ? "" : `, ${text(owner.contact)}`} (by ${text(owner.saidBy)})`;
  return `${SIDE_NAMES[side]}: ${text(agent)}, owner: ${team}`;
}

function handoffLines(handoff: EvidenceHandoff): string[] {
  const { id, verdict, silent, rule, confidence, contract, governedBy, versions, latency, startedAt, correlationId, traceIds, warnings, payloads } = handoff;
  const rows: [string, string][] = [
    ["Handoff", code(id)],
    ["Verdict", VERDICT_WORDS[verdict].label + (silent ? " (silent: nothing stopped it)" : "")],
    ["Known how", ruleWords(rule, RULE_NAMES[rule], confidence)],
    ["Contract", contract === "" ? "" : `${text(contract)} ${text(versions.contract || "?")}${governedBy === null ? "" : `, in force ${text(governedBy.name)} ${text(governedBy.version)} (${governedBy.mode})`}`],
    ["Versions", [`source ${versions.source || "?"}`, `target ${versions.target || "?"}`, ...(versions.contract === "" ? [] : [`contract ${versions.contract}`])].map(text).join(", ")],
    ["Started", formatInstant(startedAt)],
    ["Latency", formatDuration(latency.totalMs)],
    ["Payloads", payloads.map(({ side, sizeBytes, hash }) => `${side} ${sizeBytes === null ? "of unknown size" : formatBytes(sizeBytes)}, ${code(hash.slice(0, HASH_TOLD))}`).join("; ")],
    ["Warnings", warnings.map(text).join("; ")],
    ["Correlation", correlationId === "" ? "" : code(correlationId)],
    ["Traces", traceIds.map(code).join(", ")],
  ];
  return rows.filter(([, value]) => value !== "").map(([name, value]) => `${name}: ${value}`);
}

function findingsOf({ findings }: EvidenceHandoff): string {
  const shown = findings.slice(0, FINDINGS_TOLD).map(
    (finding) =>
      `**${FINDING_WORDS[finding.class].label}** (${SEVERITY_WORDS[finding.severity].toLowerCase()}, at fault: ${SIDE_WORDS[finding.side].toLowerCase()})` +
      `${finding.pointer === "" ? "" : ` at ${code(finding.pointer)}`}: ${text(finding.message)}`,
  );
  return shown.length === 0 ? "" : `Findings:\n\n${lines([...shown, ...restOf(findings.length, FINDINGS_TOLD, "finding")])}`;
}

function ledgerOf({ legs }: EvidenceHandoff): string {
  const rows = legs
    .toSorted((a, b) => millisOf(a.at) - millisOf(b.at))
    .slice(0, LEGS_TOLD)
    .map((leg) => `| ${formatInstant(leg.at)} | ${leg.side} | ${text(leg.agent)} | ${LEG_WORDS[leg.kind]} | ${text(leg.claim)} |`);
  if (rows.length === 0) return "";
  return [`| Time | Side | Agent | Leg | Claim |\n|---|---|---|---|---|\n${rows.join("\n")}`, ...restOf(legs.length, LEGS_TOLD, "leg")].join("\n\n");
}

const restOf = (inAll: number, shown: number, noun: string): string[] => (inAll > shown ? [`${countOf(inAll - shown, `more ${noun}`)} not shown here.`] : []);
