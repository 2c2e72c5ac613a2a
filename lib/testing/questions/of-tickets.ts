import { CITED_KIND_NAMES } from "@/lib/model/cited-kinds.ts";
import { findFiring } from "@/lib/queries/tickets/find-firing.ts";
import { findSubject } from "@/lib/queries/tickets/find-subject.ts";
import { listCitations } from "@/lib/queries/tickets/list-citations.ts";
import { getTicket, listTickets } from "@/lib/queries/tickets/list-tickets.ts";
import { readCitedEvidence } from "@/lib/queries/tickets/read-cited-evidence.ts";
import { readTeams } from "@/lib/queries/tickets/read-teams.ts";
import { each, type Questions, type Subjects } from "./question.ts";

const someOf = ({ handoffs, seams, traceIds, keys }: Subjects): string[] => ["nobody", ...handoffs.slice(0, 2).map((one) => one.id), ...seams.slice(0, 1).map((one) => one.id), ...traceIds.slice(0, 2), ...keys.slice(0, 1).map((one) => one.key)];

/** Everything that lib/queries/tickets can be asked; when something was cited is the clock of each database. */
export const QUESTIONS_OF_TICKETS: Questions = {
  "tickets/find-firing.ts": (db, { project }) => findFiring(db, { project, firingId: "f-1" }),
  "tickets/find-subject.ts": (db, about) => each(CITED_KIND_NAMES, (kind) => each(someOf(about), (id) => findSubject(db, { project: about.project, kind, id }))),
  "tickets/list-citations.ts": async (db, { project }) => {
    const { citations, inAll } = await listCitations(db, { project });
    return [citations.map((one) => ({ ...one, at: "" })).toSorted((a, b) => (a.id < b.id ? -1 : 1)), inAll, (await listCitations(db, { project, detached: true })).inAll];
  },
  "tickets/list-tickets.ts": async (db, { project }) => {
    const { tickets, inAll } = await listTickets(db, { project, limit: 10 });
    return [tickets.map((one) => ({ ...one, firstAt: "", lastAt: "" })), inAll, await each(tickets, async (one) => ({ ...(await getTicket(db, { project, key: one.ticket.key })), citations: [] }))];
  },
  "tickets/read-cited-evidence.ts": (db, about) => each(CITED_KIND_NAMES, (kind) => each(someOf(about), (id) => readCitedEvidence(db, { project: about.project, kind, id, now: about.now }))),
  "tickets/read-teams.ts": async (db, { project, now, seams }) => {
    const teamsOf = await readTeams(db, { project, now });
    return seams.map(teamsOf);
  },
};
