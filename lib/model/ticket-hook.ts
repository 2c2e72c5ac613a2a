import { z } from "zod";
import { CITED_KIND_NAMES } from "./cited-kinds.ts";
import { Citation, TicketRef } from "./ticket.ts";

/** More links of one body are told of and not followed. */
export const HOOK_LINKS_MAX = 50;

/** What became of a ticket's webhook. */
export const TicketHookDone = z.object({
  ticket: TicketRef,
  attached: z.array(Citation),
  already: z.array(Citation).describe("attached before; nothing was changed"),
  detached: z.array(z.object({ kind: z.enum(CITED_KIND_NAMES), id: z.string() })).describe("left alone, because a person has detached it"),
  unpinned: z.array(z.object({ kind: z.enum(CITED_KIND_NAMES), id: z.string(), why: z.string() })).describe("attached, and not kept beyond retention"),
  unknown: z.array(z.object({ link: z.string(), why: z.string() })).describe("links that lead to nothing here"),
  linksInAll: z.number().describe("links found; more than 50 are not followed"),
});
export type TicketHookDone = z.infer<typeof TicketHookDone>;
