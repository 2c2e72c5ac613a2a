import { z } from "zod";
import { AuditAnswer } from "@/lib/model/audit.ts";
import { ComplianceRecord } from "@/lib/model/compliance-record.ts";
import { READINESS_POINTS } from "@/lib/model/scorecard.ts";
import { endpoint, NO_PARAMS, NotBackwards, Period } from "./endpoint.ts";
import { TextParameter } from "./parameters.ts";

/** The audit of all seams, and the record of one workflow. */
export const AUDIT_ENDPOINTS = {
  audit: endpoint({
    path: "/audit",
    summary: "The five questions of an audit asked of every seam, what to mend first on top",
    description:
      "As JSON, or as CSV (RFC 4180, UTF-8, one record a seam). Without `from` the window starts at the first handoff there is, without `to` it ends now; it is widened to whole minutes. Filters add up; `rank` is over all seams of the window, whatever is filtered. In CSV, a text that a spreadsheet would run as a formula has an apostrophe in front.",
    params: NO_PARAMS,
    query: Period.extend({
      format: z.enum(["json", "csv", "columns"]).default("json").describe("columns: what each column of the CSV means, as CSV"),
      owner: TextParameter.optional().describe("team that answers for the seam; (none) for seams nobody answers for"),
      missing: z.enum([...READINESS_POINTS, "(none)"]).optional().describe("question that the seam does not answer; (none) for seams that answer all five"),
      stakes: z.enum(["irreversible", "reversible", "unstated"]).optional(),
      contract: TextParameter.optional().describe("name of the contract in force; (none) for seams without one"),
      q: z.string().max(4096).optional().describe("words that must all occur in the agents' names, the contract or the team"),
      seam: TextParameter.optional().describe("id of the only seam to tell of"),
    }).refine(NotBackwards.holds, NotBackwards.problem),
    answer: AuditAnswer,
    otherTypes: ["text/csv"],
  }),
  workflowRecord: endpoint({
    path: "/workflows/{key}/record",
    summary: "The compliance record of one workflow",
    description:
      "Every handoff in order: who to whom, versions, contract and result, gates with who decided when, findings, digests of payloads and not the payloads. The bytes are RFC 8785 canonical JSON and depend on nothing but what is stored, so two exports can be compared; `digest` is over all the rest.",
    params: z.strictObject({ key: TextParameter }),
    query: NO_PARAMS,
    answer: ComplianceRecord,
    missing: "workflow",
  }),
};
