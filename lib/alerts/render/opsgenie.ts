import type { AlertPayload } from "./payload.ts";
import { jsonRequest, type RenderedRequest } from "./rendered.ts";
import { manyLines, oneLine } from "./short-text.ts";

/** Opsgenie's limits (Alert API, create alert). */
const MESSAGE_MAX = 130;
const DESCRIPTION_MAX = 15_000;
const ENTITY_MAX = 512;
const TAG_MAX = 50;
const DETAIL_MAX = 1000;
const ALIAS_MAX = 512;

const PRIORITIES = { critical: "P1", warning: "P3", info: "P5" } as const;

/** Requests for Opsgenie's Alert API, in order: an alert is created with the firing's id as its alias, and closed by that. What has no end is closed at once. */
export function toOpsgenie({ url, apiKey }: { url: string; apiKey: string }, payload: AlertPayload): RenderedRequest[] {
  const isOneOff = payload.event === "test" || payload.event === "suppressed";
  const alias = (isOneOff ? payload.key : payload.firing.id).slice(0, ALIAS_MAX);
  const headers = { authorization: `GenieKey ${apiKey}` };
  const close = jsonRequest(closeUrl(url, alias), { source: "Seamscope", note: oneLine(payload.title, DETAIL_MAX) }, headers);
  if (payload.event === "resolve") return [close];
  const create = jsonRequest(url, alertOf(alias, payload, isOneOff), headers);
  return isOneOff ? [create, close] : [create];
}

function closeUrl(url: string, alias: string): string {
  const target = new URL(url);
  target.pathname = `${target.pathname.replace(/\/+$/, "")}/${encodeURIComponent(alias)}/close`;
  target.searchParams.set("identifierType", "alias");
  return target.href;
}

function alertOf(alias: string, payload: AlertPayload, isOneOff: boolean): unknown {
  const { seam, rule, evidence, owner } = payload;
  const samples = evidence.samples.map((sample) => `${sample.url} ${oneLine(sample.message, DETAIL_MAX)}`);
  return {
    message: oneLine(payload.title, MESSAGE_MAX),
    alias,
    description: manyLines([payload.title, "", payload.text, "", "Samples:", ...samples, "", payload.firing.url].join("\n"), DESCRIPTION_MAX),
    source: "Seamscope",
    entity: oneLine(seam === null ? rule.name : `${seam.source} → ${seam.target}`, ENTITY_MAX),
    priority: isOneOff ? "P5" : PRIORITIES[rule.severity],
    tags: ["seamscope", rule.severity, evidence.class ?? rule.metric, ...(owner === null ? [] : [owner.team])].map((tag) => oneLine(tag, TAG_MAX)),
    details: { ...Object.fromEntries(Object.entries(payload.labels).map(([name, label]) => [name, oneLine(label, DETAIL_MAX)])), firing: payload.firing.url, seamUrl: seam?.url ?? "", runbook: oneLine(payload.runbook, DETAIL_MAX) },
  };
}
