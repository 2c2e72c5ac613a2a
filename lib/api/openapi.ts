import { z } from "zod";
import { PrometheusRules } from "@/lib/alerts/prometheus/prometheus-rule.ts";
import { AgentDetail, AgentOwner, AgentSummary, AgentVersion, Impact, StoredDeclaration, TopologyGroup, TopologyPart } from "@/lib/model/agent.ts";
import { ChannelSummary, Delivery } from "@/lib/model/alert-channel.ts";
import { AlertEvidence, AlertMessage, AlertSample } from "@/lib/model/alert-firing.ts";
import { PreviewedFiring, PreviewSeries, RulePreview } from "@/lib/model/alert-preview.ts";
import { AlertRule } from "@/lib/model/alert-rule.ts";
import { Silence } from "@/lib/model/alert-silence.ts";
import { AlertNow, DeletedRule, EvaluatorHealth, Firing, FiringStep, FiringSummary, PushedRules, RuleStanding, SavedRule, SeamObjective } from "@/lib/model/alert-view.ts";
import { AuditAnswer, AuditColumn, AuditSeam, AuditSummary } from "@/lib/model/audit.ts";
import { Change, Changes, ChangeSide } from "@/lib/model/change.ts";
import { ComparedSeam, Comparison, SeamMove, WindowTotals } from "@/lib/model/comparison.ts";
import { ContractChange, ContractComparison } from "@/lib/model/compatibility.ts";
import { ComplianceRecord, PayloadDigest, RecordedGate, RecordedHandoff } from "@/lib/model/compliance-record.ts";
import { Contract, StoredContract } from "@/lib/model/contract.ts";
import { ContractDetail, ContractProposal, ContractSender, ContractSummary, ContractVersion, GovernedSeam, PutContractAnswer } from "@/lib/model/contract-registry.ts";
import { ContractVerification, DeployAnswer, DeployPair, VerifiedPair } from "@/lib/model/contract-verification.ts";
import { AgentRef, Finding, Handoff, HandoffSummary, Latency, Leg, Payload, Versions } from "@/lib/model/handoff.ts";
import { AttemptMade, ChainedHandoff, GateStop, HandoffChain, HandoffCourse } from "@/lib/model/handoff-course.ts";
import { PayloadSlice } from "@/lib/model/handoff-payload.ts";
import { DatabaseHealth } from "@/lib/model/health.ts";
import { CollectorReport, IngestReport, LedgerReport, RejectGroup, RejectSample, RejectsReport } from "@/lib/model/ingest-report.ts";
import { GroupResolution, OpenCount, OpenGroup, ReconcilerRun, Reconciliation, Resolution, ResolutionDone } from "@/lib/model/reconciliation.ts";
import { Explanation, ExplanationRow, Fact } from "@/lib/model/explanation.ts";
import { LatencyHeatmap } from "@/lib/model/latency-heatmap.ts";
import { DatabaseDisk, DiskForecast, KindRetention, StorageReport, StoredTable, SystemTable } from "@/lib/model/retention.ts";
import { FailureGroup, SeamDetail, SeamSummary, VersionPair } from "@/lib/model/seam.ts";
import { Evidence, EvidenceHandoff, EvidencePart, EvidenceTeam } from "@/lib/model/evidence.ts";
import { BlastRadius, HandoffOrigin, Origin, Origins } from "@/lib/model/origin.ts";
import { Pin, PinUse } from "@/lib/model/pin.ts";
import { Share } from "@/lib/model/share.ts";
import { Reading, ReadingBlock, ReadingEntry, ReadingPart } from "@/lib/model/reading.ts";
import { AgentDifference, FieldDifference, FindingDifference, HandoffDifference, RunAgent, RunComparison, RunHead } from "@/lib/model/run-comparison.ts";
import { SpanWindow } from "@/lib/model/span-window.ts";
import { TicketHookDone } from "@/lib/model/ticket-hook.ts";
import { Citation, TicketDetail, TicketRef, TicketSummary } from "@/lib/model/ticket.ts";
import { FacetValue, TraceFacets, TrafficBucket } from "@/lib/model/trace-facets.ts";
import { SpanDetail, TraceDetail, TraceSpan, TraceSummary } from "@/lib/model/trace.ts";
import { CriticalPath, PathPart, PathShare, Timeline, TimelineArrow, TimelineBar, TimelineLane, TimelineSilence, TimelineTrace, TimelineWait } from "@/lib/model/timeline.ts";
import { AmbiguousJoin, Workflow, WorkflowJoin, WorkflowSummary, WorkflowTrace } from "@/lib/model/workflow.ts";
import { AlertsAnswer, ChannelsAnswer, DeletedChannel, DeliveriesAnswer, FiringsAnswer, ObjectivesAnswer, RulesAnswer, SavedChannel, SilencesAnswer, TestedChannel } from "./alert-endpoints.ts";
import { AgentsAnswer, TopologyAnswer } from "./agent-endpoints.ts";
import { ContractsAnswer, ContractVersionsAnswer, VerificationsAnswer, VerificationTaken } from "./contract-endpoints.ts";
import { type Endpoint } from "./endpoint.ts";
import { ENDPOINTS, HandoffsAnswer, SeamsAnswer, TracesAnswer } from "./endpoints.ts";
import { EnvelopesTaken } from "./envelope-endpoints.ts";
import { PinDone, PinsAnswer, ShareDone, ShareRevoked, SharesAnswer, Unpinned } from "./pin-endpoints.ts";
import { ErrorAnswer } from "./problem.ts";
import { ResolutionsAnswer } from "./reconciliation-endpoints.ts";
import { TraceOverview } from "./span-endpoints.ts";
import { CitationDone, CitationsAnswer, TicketsAnswer } from "./ticket-endpoints.ts";
import { WorkflowsAnswer } from "./workflow-endpoints.ts";

type Json = Record<string, unknown>;

/** Schemas with a name of their own in the document; the rest stand where they are used. */
const NAMED = {
  AlertEvidence, AlertMessage, AlertNow, AlertRule, AlertsAnswer, AlertSample, ChannelsAnswer, ChannelSummary, DeletedChannel, DeletedRule, DeliveriesAnswer, Delivery, EvaluatorHealth, Firing, FiringsAnswer, FiringStep, FiringSummary,
  ObjectivesAnswer, PreviewedFiring, PreviewSeries, PrometheusRules, PushedRules, RulePreview, RulesAnswer, RuleStanding, SavedChannel, SavedRule, SeamObjective, Silence, SilencesAnswer, TestedChannel,
  Pin, PinDone, PinsAnswer, PinUse, Share, ShareDone, ShareRevoked, SharesAnswer, Unpinned,
  Citation, CitationDone, CitationsAnswer, Evidence, EvidenceHandoff, EvidencePart, EvidenceTeam, TicketDetail, TicketHookDone, TicketRef, TicketsAnswer, TicketSummary,
  Reading, ReadingBlock, ReadingEntry, ReadingPart, AgentDifference, FieldDifference, FindingDifference, HandoffDifference, RunAgent, RunComparison, RunHead,
  CriticalPath, PathPart, PathShare, Timeline, TimelineArrow, TimelineBar, TimelineLane, TimelineSilence, TimelineTrace, TimelineWait,
  AuditAnswer, AuditColumn, AuditSeam, AuditSummary, ComplianceRecord, PayloadDigest, RecordedGate, RecordedHandoff,
  OpenCount, ContractVerification, DeployAnswer, DeployPair, VerificationsAnswer, VerificationTaken, VerifiedPair,
  Change, Changes, ChangeSide, ComparedSeam, Comparison, SeamMove, WindowTotals,
  AgentDetail, AgentOwner, AgentRef, AgentsAnswer, AgentSummary, AgentVersion, Impact, StoredDeclaration, TopologyAnswer, TopologyGroup, TopologyPart, Contract, ContractChange, ContractComparison, ContractDetail, ContractProposal, ContractsAnswer, ContractSender, ContractSummary, ContractVersion, ContractVersionsAnswer, GovernedSeam, PutContractAnswer, StoredContract, DatabaseHealth, EnvelopesTaken, ErrorAnswer, FailureGroup, Finding, Handoff, HandoffsAnswer, HandoffSummary, Latency, Leg, OpenGroup, Payload, PayloadSlice, AttemptMade, ChainedHandoff, GateStop, HandoffChain, HandoffCourse, ReconcilerRun, Reconciliation, SeamDetail,
  DatabaseDisk, DiskForecast, KindRetention, StorageReport, StoredTable, SystemTable, GroupResolution, Resolution, ResolutionDone, ResolutionsAnswer, CollectorReport, IngestReport, LedgerReport, RejectGroup, RejectSample, RejectsReport,
  Explanation, ExplanationRow, Fact, LatencyHeatmap, SeamsAnswer, SeamSummary, AmbiguousJoin, BlastRadius, HandoffOrigin, Origin, Origins, Workflow, WorkflowJoin, WorkflowsAnswer, WorkflowSummary, WorkflowTrace, SpanDetail, SpanWindow, FacetValue, TraceFacets, TraceOverview, TrafficBucket, TraceDetail, TracesAnswer, TraceSpan, TraceSummary, VersionPair, Versions,
};
const REF = (name: string) => `#/components/schemas/${name}`;

/** The API as an OpenAPI 3.1 document, made from the schemas that read the requests and that the answers satisfy. */
export function openApiDocument(): Json {
  return {
    openapi: "3.1.0",
    info: {
      title: "Seamscope",
      version: "1",
      description: "Seams between agents, their handoffs and traces, and what may be told to Seamscope. Times in answers are RFC 3339 with nanoseconds; durations end in Ms.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/api/v1" }],
    paths: paths(),
    components: { schemas: namedSchemas() },
  };
}

function paths(): Json {
  const all: Record<string, Json> = {};
  for (const [operationId, endpoint] of Object.entries(ENDPOINTS)) all[endpoint.path] = { ...all[endpoint.path], [endpoint.method]: operation(operationId, endpoint) };
  return all;
}

function operation(operationId: string, endpoint: Endpoint): Json {
  return {
    operationId,
    summary: endpoint.summary,
    description: endpoint.description,
    parameters: [...parameters("path", endpoint.params), ...parameters("query", endpoint.query)],
    ...(endpoint.body === undefined ? {} : { requestBody: requestBody(endpoint.body) }),
    responses: {
      200: { description: endpoint.summary, content: { "application/json": { schema: { $ref: REF(nameOf(endpoint.answer)) } }, ...otherContent(endpoint) } },
      400: failure("A parameter is unknown or malformed; `error.field` names it."),
      ...(endpoint.missing === undefined ? {} : { 404: failure(`There is no such ${endpoint.missing}.`) }),
      500: failure("A defect in Seamscope."),
      503: failure("The database does not answer; try again."),
    },
  };
}

function otherContent({ otherTypes = [] }: Endpoint): Json {
  return Object.fromEntries(otherTypes.map((type) => [type, { schema: { type: "string" } }]));
}

function requestBody({ types, schema, description }: NonNullable<Endpoint["body"]>): Json {
  const content = schema === undefined ? {} : { schema: z.toJSONSchema(schema, { io: "input" }) };
  return { description, required: true, content: Object.fromEntries(types.map((type) => [type, content])) };
}

function failure(description: string): Json {
  return { description, content: { "application/json": { schema: { $ref: REF(nameOf(ErrorAnswer)) } } } };
}

function parameters(place: "path" | "query", schema: z.ZodObject): Json[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: "input" });
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = typeof property === "boolean" ? {} : property;
    return {
      name,
      in: place,
      required: place === "path" || required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema: rest,
    };
  });
}

function nameOf(schema: z.ZodType): string {
  const name = Object.entries(NAMED).find(([, named]) => named === schema)?.[0];
  if (name === undefined) throw new Error("an answer of the API has no name in the document: add it to NAMED");
  return name;
}

function namedSchemas(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(NAMED)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, { uri: REF });
  return Object.fromEntries(Object.entries(schemas).map(([name, { $schema: _dialect, $id: _address, ...schema }]) => [name, schema]));
}
