import { type CitedEvidence, type Evidence, EVIDENCE_HANDOFFS_MAX, EVIDENCE_PARTS_MAX, type EvidenceHandoff, type EvidencePart } from "@/lib/model/evidence.ts";
import type { Handoff } from "@/lib/model/handoff.ts";
import type { Citation, TicketDetail } from "@/lib/model/ticket.ts";
import { firingFacts, firingSentence } from "./evidence-firing.ts";
import { seamFacts, seamSentence } from "./evidence-seam.ts";
import { traceFacts, traceSentence, workflowFacts, workflowSentence } from "./evidence-trace.ts";
import { originSentence } from "./origin-words.ts";
import { ticketPath } from "./paths.ts";
import { absolute, permalink } from "./permalink.ts";
import { verdictSentence } from "./verdict-sentence.ts";

const SIDES = ["sent", "received", "returned"] as const;
const ORIGINS_TOLD = 5;

/** What was read of a thing, put into words; `base` is the public address. Masked values stay masked: nothing is read but what is stored. */
export function tellEvidence(read: CitedEvidence, base: string): EvidencePart {
  const { kind, id, teams, handoffs, handoffsInAll, origins } = read;
  return {
    kind, id, link: permalink(base, kind, id), ...wordsOf(read), teams,
    origins: origins.slice(0, ORIGINS_TOLD).map((origin) => ({ sentence: `${originSentence(origin)}.`, handoffId: origin.handoffId, link: permalink(base, "handoff", origin.handoffId) })),
    handoffs: handoffs.toSorted((a, b) => Number(b.failed) - Number(a.failed)).slice(0, EVIDENCE_HANDOFFS_MAX).map((handoff) => tellHandoff(handoff, base)),
    handoffsInAll, cited: null, gone: false,
  };
}

/** Evidence about one thing alone. */
export const evidenceOf = (part: EvidencePart): Evidence => ({ kind: part.kind, id: part.id, link: part.link, title: part.title, ticket: null, parts: [part], partsInAll: 1 });

/** What is left of a cited thing that is not stored any more. */
export const goneEvidence = ({ kind, subjectId, title }: Citation, base: string): EvidencePart => ({
  kind, id: subjectId, link: permalink(base, kind, subjectId), title, sentence: "It is not stored any more; this is what it was called when it was cited.", teams: [], facts: [], origins: [], handoffs: [], handoffsInAll: 0, cited: null, gone: true,
});

/** Everything that a ticket cites; `parts` in the order of its citations. */
export const ticketEvidence = (ticket: TicketDetail, parts: readonly EvidencePart[], base: string): Evidence => ({
  kind: "ticket", id: ticket.ticket.key, link: absolute(base, ticketPath(ticket.ticket.key)), title: `Evidence for ${ticket.ticket.key}`, ticket,
  parts: parts.slice(0, EVIDENCE_PARTS_MAX), partsInAll: ticket.citationsInAll,
});

function wordsOf(read: CitedEvidence): Pick<EvidencePart, "title" | "sentence" | "facts"> {
  switch (read.kind) {
    case "handoff": {
      const [handoff] = read.handoffs;
      if (handoff === undefined) throw new Error(`the evidence of the handoff ${read.id} came without it`);
      return { title: `${handoff.source.name} → ${handoff.target.name}`, sentence: verdictSentence(handoff), facts: [] };
    }
    case "trace":
      return { title: read.trace.name, sentence: traceSentence(read), facts: traceFacts(read) };
    case "seam":
      return { title: `${read.seam.source} → ${read.seam.target}`, sentence: seamSentence(read), facts: seamFacts(read) };
    case "workflow":
      return { title: `Workflow ${read.id}`, sentence: workflowSentence(read), facts: workflowFacts(read) };
    case "firing":
      return { title: `Alert ${read.message.rule.name}`, sentence: firingSentence(read), facts: firingFacts(read) };
    default:
      throw new Error(`Cannot tell evidence of this kind: ${String(read satisfies never)}`);
  }
}

/** A handoff without the text of its payloads. */
function tellHandoff(handoff: Handoff, base: string): EvidenceHandoff {
  const { id, verdict, failed, silent, source, target, contract, governedBy, versions, rule, confidence, latency, startedAt, correlationId, traceIds, warnings, findings, legs } = handoff;
  const payloads = SIDES.flatMap((side) => {
    const { body: _, ...known } = handoff[side] ?? { body: null };
    return "hash" in known ? [{ side, ...known }] : [];
  });
  return {
    id, link: permalink(base, "handoff", id), sentence: verdictSentence(handoff),
    verdict, failed, silent, source, target, contract, governedBy, versions, rule, confidence, latency, startedAt, correlationId, traceIds, warnings, findings, legs, payloads,
  };
}
