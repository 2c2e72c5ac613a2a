import type { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { GET as getCanDeploy } from "./agents/[name]/can-deploy/route.ts";
import { GET as getAgent } from "./agents/[name]/route.ts";
import { GET as getAgents, PUT as putAgent } from "./agents/route.ts";
import { DELETE as deleteAlertRule, GET as getAlertRule } from "./alert-rules/[name]/route.ts";
import { POST as postPreview } from "./alert-rules/preview/route.ts";
import { GET as getAlertRules, POST as postAlertRules, PUT as putAlertRules } from "./alert-rules/route.ts";
import { GET as getFiring } from "./alerts/firings/[id]/route.ts";
import { GET as getFirings } from "./alerts/firings/route.ts";
import { GET as getAlerts } from "./alerts/route.ts";
import { GET as getAudit } from "./audit/route.ts";
import { GET as getChanges } from "./changes/route.ts";
import { DELETE as deleteChannel } from "./channels/[name]/route.ts";
import { POST as postChannelTest } from "./channels/[name]/test/route.ts";
import { GET as getChannels, POST as postChannels } from "./channels/route.ts";
import { GET as getComparison } from "./comparison/route.ts";
import { GET as getRunComparison } from "./compare/route.ts";
import { GET as getContract } from "./contracts/[name]/route.ts";
import { GET as getContractVerifications, POST as postContractVerifications } from "./contracts/[name]/verifications/route.ts";
import { GET as getContractVersions } from "./contracts/[name]/versions/route.ts";
import { GET as getContracts, PUT as putContract } from "./contracts/route.ts";
import { GET as getDeliveries } from "./deliveries/route.ts";
import { GET as getHandoff } from "./handoffs/[id]/route.ts";
import { GET as getHandoffs, POST as postHandoffs } from "./handoffs/route.ts";
import { GET as getHealth } from "./health/route.ts";
import { GET as getImpact } from "./impact/route.ts";
import { GET as getIngest } from "./ingest/route.ts";
import { GET as getOpenCount } from "./reconciliation/open/route.ts";
import { GET as getReconciliation } from "./reconciliation/route.ts";
import { POST as postReopen } from "./reconciliation/resolutions/[id]/reopen/route.ts";
import { GET as getResolutions, POST as postResolutions } from "./reconciliation/resolutions/route.ts";
import { GET as getRejects } from "./rejects/route.ts";
import { GET as getExplanation } from "./seams/[id]/explain/route.ts";
import { GET as getLatencyHeatmap } from "./seams/[id]/latency/route.ts";
import { GET as getProposal } from "./seams/[id]/proposal/route.ts";
import { GET as getSeam } from "./seams/[id]/route.ts";
import { GET as getSeams } from "./seams/route.ts";
import { DELETE as deleteSilence } from "./silences/[id]/route.ts";
import { GET as getSilences, POST as postSilences } from "./silences/route.ts";
import { GET as getSlos } from "./slos/route.ts";
import { GET as getSloRules } from "./slos/prometheus/route.ts";
import { GET as getStorage } from "./storage/route.ts";
import { DELETE as deletePin } from "./pins/[id]/route.ts";
import { GET as getPins, POST as postPins } from "./pins/route.ts";
import { DELETE as deleteShare } from "./shares/[id]/route.ts";
import { GET as getShares, POST as postShares } from "./shares/route.ts";
import { DELETE as deleteCitation } from "./citations/[id]/route.ts";
import { GET as getCitations, POST as postCitations } from "./citations/route.ts";
import { GET as getEvidence } from "./evidence/route.ts";
import { POST as postTicketHook } from "./hooks/tickets/route.ts";
import { GET as getTicket } from "./tickets/[key]/route.ts";
import { GET as getTickets } from "./tickets/route.ts";
import { GET as getTopology } from "./topology/route.ts";
import { GET as getSpan } from "./traces/[id]/spans/[spanId]/route.ts";
import { GET as getSpanWindow } from "./traces/[id]/spans/route.ts";
import { GET as getReading } from "./traces/[id]/reading/route.ts";
import { GET as getTraceTimeline } from "./traces/[id]/timeline/route.ts";
import { GET as getTrace } from "./traces/[id]/route.ts";
import { GET as getTraceOverview } from "./traces/overview/route.ts";
import { GET as getTraces } from "./traces/route.ts";
import { GET as getHandoffCourse } from "./handoffs/[id]/course/route.ts";
import { GET as getPayload } from "./handoffs/[id]/payload/route.ts";
import { GET as getHandoffOrigin } from "./handoffs/[id]/origin/route.ts";
import { GET as getWorkflowRecord } from "./workflows/[key]/record/route.ts";
import { GET as getWorkflow } from "./workflows/[key]/route.ts";
import { GET as getWorkflowTimeline } from "./workflows/[key]/timeline/route.ts";
import { GET as getWorkflows } from "./workflows/route.ts";

/** What answers each endpoint of the API, by the endpoint's name: the tests ask all of them. */
export const ROUTES: Record<keyof typeof ENDPOINTS, typeof getSeams> = {
  health: getHealth, seams: getSeams, seam: getSeam, handoffs: getHandoffs, handoff: getHandoff, traces: getTraces, trace: getTrace, spanWindow: getSpanWindow, span: getSpan, traceOverview: getTraceOverview,
  reconciliation: getReconciliation, openCount: getOpenCount, resolutions: getResolutions, resolve: postResolutions, reopen: postReopen, workflows: getWorkflows, workflow: getWorkflow, handoffOrigin: getHandoffOrigin, payload: getPayload, handoffCourse: getHandoffCourse, traceTimeline: getTraceTimeline, workflowTimeline: getWorkflowTimeline, runComparison: getRunComparison, reading: getReading,
  audit: getAudit, workflowRecord: getWorkflowRecord,
  explanation: getExplanation, latencyHeatmap: getLatencyHeatmap,
  agents: getAgents, agent: getAgent, declareAgent: putAgent, tellHandoffs: postHandoffs, topology: getTopology, impact: getImpact,
  putContract, contracts: getContracts, contract: getContract, contractVersions: getContractVersions, contractVerifications: getContractVerifications, verifyContract: postContractVerifications, canDeploy: getCanDeploy, proposal: getProposal,
  changes: getChanges, comparison: getComparison,
  ingest: getIngest, rejects: getRejects, storage: getStorage, sloRules: getSloRules,
  pins: getPins, pin: postPins, unpin: deletePin, shares: getShares, share: postShares, revokeShare: deleteShare,
  citations: getCitations, cite: postCitations, uncite: deleteCitation, tickets: getTickets, ticket: getTicket, evidence: getEvidence, ticketHook: postTicketHook,
  channels: getChannels, saveChannel: postChannels, deleteChannel, testChannel: postChannelTest, alertRules: getAlertRules, saveAlertRule: postAlertRules, pushAlertRules: putAlertRules, alertRule: getAlertRule, deleteAlertRule, previewAlertRule: postPreview,
  silences: getSilences, addSilence: postSilences, endSilence: deleteSilence, alerts: getAlerts, firings: getFirings, firing: getFiring, deliveries: getDeliveries, slos: getSlos,
};
