import type { CitedKind } from "@/lib/model/cited-kinds.ts";
import type { TicketSystem } from "@/lib/model/ticket.ts";
import { countOf } from "@/lib/text/count.ts";
import { handoffPath, seamPath, shortPath, tracePath, workflowPath } from "@/lib/text/paths.ts";

/** Systems by the names they go by; empty where none is known. */
export const SYSTEM_NAMES: Record<TicketSystem, string> = { jira: "Jira", github: "GitHub", gitlab: "GitLab", linear: "Linear", servicenow: "ServiceNow", pagerduty: "PagerDuty", zendesk: "Zendesk", other: "" };

const NOUNS: Record<CitedKind, string> = { handoff: "handoff", trace: "trace", seam: "seam", workflow: "workflow", firing: "alert" };

/** What a kind is called on pages. */
export const kindWord = (kind: CitedKind): string => NOUNS[kind];

/** "2 handoffs, 1 seam". */
export const kindsWords = (kinds: Partial<Record<CitedKind, number>>): string =>
  (["handoff", "trace", "seam", "workflow", "firing"] as const).flatMap((kind) => (kinds[kind] === undefined ? [] : [countOf(kinds[kind], NOUNS[kind])])).join(", ");

const PAGES: Record<CitedKind, (id: string) => string> = { handoff: handoffPath, trace: tracePath, seam: seamPath, workflow: workflowPath, firing: (id) => shortPath("a", id) };

/** The page of something that is cited. */
export const pageOf = (kind: CitedKind, id: string): string => PAGES[kind](id);

/** An address that may be a link: what is stored was checked, and is checked again where it becomes one. */
export const isWebAddress = (url: string): boolean => /^https?:\/\//i.test(url);
