import { listOf, textOf } from "@/lib/model/attributes.ts";
import { type AgentRef, type Versions } from "@/lib/model/handoff.ts";
import { AGENT_TYPES, type AgentType, UNKNOWN_AGENT } from "@/lib/model/vocabulary.ts";
import { serviceOf } from "../trace/index-trace.ts";
import type { Report } from "./report.ts";

/** All reports about one handoff, by side, each in order of start. */
export interface Reports {
  source: Report[];
  target: Report[];
  gate: Report[];
}

/** The first report that has the attribute, asking the side that must know it before the other. */
export function told(reports: readonly Report[], key: string): string | undefined {
  for (const report of reports) {
    const value = textOf(report.span.attributes[key]);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The agent that handed over. */
export const sourceOf = (reports: Reports): AgentRef => endOf("source", reports.source, [...reports.target, ...reports.gate], []);

/** The agent that received; what the sender asked for stands in until somebody received. */
export const targetOf = (reports: Reports): AgentRef =>
  endOf("target", reports.target, [...reports.gate, ...reports.source], ["handoff.target.requested", "gen_ai.transfer.target.name"]);

function endOf(end: "source" | "target", own: readonly Report[], others: readonly Report[], requested: readonly string[]): AgentRef {
  const everyone = [...own, ...others];
  const service = own[0] === undefined ? "" : serviceOf(own[0].span);
  const asked = requested.map((key) => told(everyone, key)).find((name) => name !== undefined);
  const name = told(own, `handoff.${end}.agent.name`) ?? told(own, "gen_ai.agent.name") ?? own[0]?.run?.name ?? told(others, `handoff.${end}.agent.name`) ?? asked;
  const type = told(everyone, `handoff.${end}.type`);
  return {
    name: name ?? (service === "" ? UNKNOWN_AGENT : service),
    version: versionOf(end, own) ?? told(others, `handoff.${end}.agent.version`) ?? "",
    type: isAgentType(type) ? type : name === undefined && service !== "" ? "service" : "agent",
    service,
  };
}

const versionOf = (end: "source" | "target", own: readonly Report[]): string | undefined =>
  told(own, `handoff.${end}.agent.version`) ??
  told(own, "gen_ai.agent.version") ??
  (own[0] === undefined ? undefined : textOf(own[0].span.resource.attributes["service.version"]));

const isAgentType = (type: string | undefined): type is AgentType => AGENT_TYPES.some((known) => known === type);

/** Versions of both agents and of the contract between them: the source claims one, the target accepts some. */
export function versionsOf(reports: Reports): Versions {
  const everyone = [...reports.source, ...reports.gate, ...reports.target];
  const accepting = [...reports.target, ...reports.gate, ...reports.source].find((report) => "handoff.contract.accepted_versions" in report.span.attributes);
  return {
    source: sourceOf(reports).version,
    target: targetOf(reports).version,
    contract: told(everyone, "handoff.contract.version") ?? "",
    accepted: listOf(accepting?.span.attributes["handoff.contract.accepted_versions"]),
  };
}
