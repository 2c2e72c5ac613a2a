import { z } from "zod";
import { ChannelDraft, ChannelSummary, Delivery, DELIVERY_OUTCOMES } from "@/lib/model/alert-channel.ts";
import { ALERT_STATES } from "@/lib/model/alert-firing.ts";
import { ALERT_SEVERITIES, AlertRule, AlertRuleDraft } from "@/lib/model/alert-rule.ts";
import { Silence, SilenceDraft } from "@/lib/model/alert-silence.ts";
import { PreviewRequest, RulePreview } from "@/lib/model/alert-preview.ts";
import { AlertNow, DeletedRule, EvaluatorHealth, Firing, FiringSummary, PushedRules, RuleStanding, SavedRule, SeamObjective } from "@/lib/model/alert-view.ts";
import { FINDING_CLASSES } from "@/lib/model/vocabulary.ts";
import { DELIVERIES_MAX } from "@/lib/queries/alerts/list-deliveries.ts";
import { FIRINGS_MAX } from "@/lib/queries/alerts/list-firings.ts";
import { endpoint, NO_PARAMS, NotBackwards, Page } from "./endpoint.ts";
import { FlagParameter, limitParameter, TextParameter } from "./parameters.ts";

const JSON_BODY = ["application/json"];
const ByName = z.strictObject({ name: TextParameter });
const ById = z.strictObject({ id: TextParameter });

/** All channels, without anything secret. */
export const ChannelsAnswer = z.object({ channels: z.array(ChannelSummary) });
/** A channel as it was saved, and what may be wrong with it. */
export const SavedChannel = ChannelSummary.extend({ warnings: z.array(z.string()) });
/** Which channel was deleted. */
export const DeletedChannel = z.object({ name: z.string() });
/** How a test notification went. */
export const TestedChannel = Delivery.pick({ key: true, channel: true, at: true, outcome: true, status: true, error: true, tookMs: true });
/** The rules in force, and what they come to at the moment. */
export const RulesAnswer = z.object({ rules: z.array(RuleStanding), evaluator: EvaluatorHealth });
/** Silences that hold, that are to come, and that are over. */
export const SilencesAnswer = z.object({ silences: z.array(Silence) });
/** What does not stand well now, and whether anybody looks. */
export const AlertsAnswer = z.object({ alerts: z.array(AlertNow), inAll: z.number().describe("before the filters"), evaluator: EvaluatorHealth });
/** A page of firings. */
export const FiringsAnswer = z.object({
  firings: z.array(FiringSummary),
  next: z.string().nullable().describe("cursor of the next page; null on the last one"),
  inAll: z.number().describe("by the filters, on all pages"),
  going: z.number().describe("of them, that still fire"),
  untold: z.number().describe("of them, that a silence or an alert upstream kept from being told to anybody"),
});
/** A part of the delivery log. */
export const DeliveriesAnswer = z.object({
  deliveries: z.array(Delivery),
  inAll: z.number().describe("attempts by the filters"),
  failed: z.number().describe("of them, that failed or gave up"),
});
/** Seams with an objective. */
export const ObjectivesAnswer = z.object({ slos: z.array(SeamObjective) });

/** Alert rules, channels, silences, what fires and fired, and what was told of it. */
export const ALERT_ENDPOINTS = {
  channels: endpoint({ path: "/channels", summary: "Where notifications go", description: "By name. Secrets are never read back.", params: NO_PARAMS, query: NO_PARAMS, answer: ChannelsAnswer }),
  saveChannel: endpoint({
    method: "post", path: "/channels", summary: "Save a channel",
    description: "A channel of this name is replaced whole, its secrets too. Addresses that lead into the installation are refused.",
    params: NO_PARAMS, query: NO_PARAMS, body: { types: JSON_BODY, schema: ChannelDraft, description: "name, type and what the type needs" }, answer: SavedChannel,
  }),
  deleteChannel: endpoint({ method: "delete", path: "/channels/{name}", summary: "Delete a channel", description: "What is on its way to it is given up.", params: ByName, query: NO_PARAMS, answer: DeletedChannel, missing: "channel" }),
  testChannel: endpoint({
    method: "post", path: "/channels/{name}/test", summary: "Send a test notification",
    description: "At once and once, as a real one would go, and what came of it; `outcome` says whether it was delivered. It stands in the delivery log.",
    params: ByName, query: NO_PARAMS, answer: TestedChannel, missing: "channel",
  }),
  alertRules: endpoint({ path: "/alert-rules", summary: "Rules in force, and how their instances stand", description: "By name; those that are shipped too.", params: NO_PARAMS, query: NO_PARAMS, answer: RulesAnswer }),
  saveAlertRule: endpoint({
    method: "post", path: "/alert-rules", summary: "Save a rule",
    description: "A rule of this name is replaced and keeps its id; of a shipped rule's name, it holds instead of that. A channel that is not there is refused, a seam that is not there is allowed and told in `warnings`.",
    params: NO_PARAMS, query: NO_PARAMS, body: { types: JSON_BODY, schema: AlertRuleDraft, description: "docs/alerts.md has every field" }, answer: SavedRule,
  }),
  pushAlertRules: endpoint({
    method: "put", path: "/alert-rules", summary: "Push a file of rules",
    description: "All or nothing. Rules that came by file and are not in this one stay, unless `prune` is true; rules saved otherwise always stay. Everything that is wrong is told with its path and line.",
    params: NO_PARAMS, query: z.strictObject({ prune: FlagParameter.optional().describe("true: rules of earlier files that are not in this one are deleted") }),
    body: { types: ["application/yaml", "text/yaml", "application/json"], description: "`rules:` and a list of rules" }, answer: PushedRules,
  }),
  alertRule: endpoint({ path: "/alert-rules/{name}", summary: "One rule", description: "By its name or its id.", params: ByName, query: NO_PARAMS, answer: AlertRule, missing: "alert rule" }),
  deleteAlertRule: endpoint({
    method: "delete", path: "/alert-rules/{name}", summary: "Delete a rule",
    description: "By its name or its id. A shipped rule that was changed is as it was shipped again; one that was not is a 409: switch it off by saving it with `enabled: false`.",
    params: ByName, query: NO_PARAMS, answer: DeletedRule, missing: "alert rule",
  }),
  previewAlertRule: endpoint({
    method: "post", path: "/alert-rules/preview", summary: "What a rule would have done",
    description: "Replays the draft over stored history with the code that evaluates rules, in whole minutes. Silences and inhibition are left out. What is measured of the moment only (waiting_age, overdue_gates, absence, unreconciled) cannot be replayed and is refused.",
    params: NO_PARAMS, query: NO_PARAMS, body: { types: JSON_BODY, schema: PreviewRequest, description: "a rule, and from when to when" }, answer: RulePreview,
  }),
  silences: endpoint({ path: "/silences", summary: "Silences and maintenance windows", description: "The latest to begin first; those that are over for 90 days.", params: NO_PARAMS, query: NO_PARAMS, answer: SilencesAnswer }),
  addSilence: endpoint({
    method: "post", path: "/silences", summary: "Silence alerts for a time, with a reason",
    description: "What fires meanwhile is recorded and counted, and not told. With `startsAt` to come it is a maintenance window.",
    params: NO_PARAMS, query: NO_PARAMS, body: { types: JSON_BODY, schema: SilenceDraft, description: "why, until when, and what about" }, answer: Silence,
  }),
  endSilence: endpoint({ method: "delete", path: "/silences/{id}", summary: "End a silence now", description: "What it held back and still fires is told. 409 when it is over already.", params: ById, query: NO_PARAMS, answer: Silence, missing: "silence" }),
  alerts: endpoint({
    path: "/alerts", summary: "What fires, is pending, or cannot be judged",
    description: "What fires first, the most severe on top. Filters add up. `evaluator` says whether anybody looks.",
    params: NO_PARAMS,
    query: z.strictObject({
      state: z.enum(ALERT_STATES).exclude(["ok"]).optional(),
      rule: TextParameter.optional().describe("name or id"),
      seam: TextParameter.optional().describe("id of the seam"),
      owner: z.string().max(512).optional().describe("team that answers for the seam; empty: nobody does"),
      severity: z.enum(ALERT_SEVERITIES).optional(),
    }),
    answer: AlertsAnswer,
  }),
  firings: endpoint({
    path: "/alerts/firings", summary: "Every time something fired, the latest first",
    description: "No bound on time unless one is given; a window takes all that went on within it. Filters add up.",
    params: NO_PARAMS,
    query: Page.extend({
      rule: TextParameter.optional().describe("name or id"),
      seam: TextParameter.optional().describe("id of the seam"),
      severity: z.enum(ALERT_SEVERITIES).optional(),
      owner: z.string().max(512).optional().describe("team that answered for the seam; empty: nobody did"),
      class: z.enum(FINDING_CLASSES).optional().describe("that most of the failures had"),
      state: z.enum(["firing", "resolved"]).optional(),
      told: FlagParameter.optional().describe("false: only what was told to nobody, because of a silence or an alert upstream"),
      limit: limitParameter(FIRINGS_MAX),
    }).refine(NotBackwards.holds, NotBackwards.problem),
    answer: FiringsAnswer,
  }),
  firing: endpoint({ path: "/alerts/firings/{id}", summary: "One firing: what was known when it fired, its course, and who was told", description: "By id alone. The evidence is what was stored then, and is never asked for again.", params: ById, query: NO_PARAMS, answer: Firing, missing: "firing" }),
  deliveries: endpoint({
    path: "/deliveries", summary: "Every attempt to tell of a firing, the latest first", description: "Filters add up.",
    params: NO_PARAMS,
    query: z.strictObject({ channel: TextParameter.optional(), firing: TextParameter.optional(), outcome: z.enum(DELIVERY_OUTCOMES).optional(), limit: limitParameter(DELIVERIES_MAX) }),
    answer: DeliveriesAnswer,
  }),
  slos: endpoint({ path: "/slos", summary: "Seams with an objective, the least error budget on top", description: "Those with traffic in the last 30 days.", params: NO_PARAMS, query: NO_PARAMS, answer: ObjectivesAnswer }),
};
