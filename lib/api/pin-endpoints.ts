import { z } from "zod";
import { PIN_REASONS, PinRequest } from "@/lib/model/citation.ts";
import { CITED_KIND_NAMES } from "@/lib/model/cited-kinds.ts";
import { Pin, PinUse } from "@/lib/model/pin.ts";
import { Share, SHARED_KINDS, ShareRequest } from "@/lib/model/share.ts";
import { PINS_MAX } from "@/lib/queries/citations/list-pins.ts";
import { SHARES_MAX } from "@/lib/queries/citations/list-shares.ts";
import { endpoint, NO_PARAMS } from "./endpoint.ts";
import { limitParameter, TextParameter } from "./parameters.ts";

const JSON_BODY = ["application/json"];

/** The pins that stand, and how much they hold. */
export const PinsAnswer = z.object({ pins: z.array(Pin), inAll: z.number(), use: PinUse });
/** A pin that was made. */
export const PinDone = z.object({ pin: Pin, already: z.boolean().describe("it stood before; what had grown was copied"), complete: z.boolean().describe("false: it has more traces than are kept for one pin; tracesInAll tells how many") });
/** A pin that was ended. */
export const Unpinned = z.object({ pin: Pin });
/** The shares that still open. */
export const SharesAnswer = z.object({ shares: z.array(Share), inAll: z.number() });
/** A share that was made, and its link: shown once, since only its maker is told. */
export const ShareDone = z.object({ share: Share, path: z.string().describe("of the link, below where people reach the dashboard"), address: z.string() });
/** A share that was taken back. */
export const ShareRevoked = z.object({ share: Share });

const Who = z.strictObject({ by: z.string().trim().max(200).default("").describe("who, as it was said; nobody is checked"), note: z.string().trim().max(2000).default("") });
const OneId = z.strictObject({ id: TextParameter });

/** What is kept beyond retention, and links that are given away. */
export const PIN_ENDPOINTS = {
  pins: endpoint({
    path: "/pins",
    summary: "What is kept beyond retention, for whose sake, and how much of the limit is in use",
    description: "The latest first: all pins, those of one thing (`kind` and `id`), or those of one citation.",
    params: NO_PARAMS,
    query: z.strictObject({
      kind: z.enum(CITED_KIND_NAMES).optional(), id: TextParameter.optional(), citedBy: TextParameter.optional().describe("key of a ticket, a firing, a share"), reason: z.enum(PIN_REASONS).optional(), limit: limitParameter(PINS_MAX),
    }),
    answer: PinsAnswer,
  }),
  pin: endpoint({
    method: "post",
    path: "/pins",
    summary: "Keeps a handoff, trace, seam, workflow or firing beyond retention",
    description: "Its evidence is copied: spans, log records, handoffs, payloads. Doing it twice is doing it once. 409 when SEAMSCOPE_PIN_BYTES_MAX leaves no room.",
    params: NO_PARAMS,
    query: NO_PARAMS,
    body: { types: JSON_BODY, schema: PinRequest, description: "what is to be kept, and for whose sake" },
    answer: PinDone,
    missing: "thing to pin",
  }),
  unpin: endpoint({
    method: "delete",
    path: "/pins/{id}",
    summary: "Ends a pin",
    description: "The evidence goes ten minutes later, unless another pin holds it or retention still keeps it.",
    params: OneId,
    query: Who,
    answer: Unpinned,
    missing: "pin",
  }),
  shares: endpoint({
    path: "/shares",
    summary: "Links that were given away and still open, the latest first",
    description: "Without the links themselves, which only their makers were told.",
    params: NO_PARAMS,
    query: z.strictObject({ kind: z.enum(SHARED_KINDS).optional(), id: TextParameter.optional(), limit: limitParameter(SHARES_MAX) }),
    answer: SharesAnswer,
  }),
  share: endpoint({
    method: "post",
    path: "/shares",
    summary: "Makes a signed, expiring link to one handoff or trace, with payloads masked unless asked otherwise",
    description: "What it opens is pinned until it expires or is revoked.",
    params: NO_PARAMS,
    query: NO_PARAMS,
    body: { types: JSON_BODY, schema: ShareRequest, description: "what is shared, and for how long" },
    answer: ShareDone,
    missing: "thing to share",
  }),
  revokeShare: endpoint({
    method: "delete",
    path: "/shares/{id}",
    summary: "Takes a link back",
    description: "It opens nothing from then on, and what it held is unpinned.",
    params: OneId,
    query: Who,
    answer: ShareRevoked,
    missing: "share that still opens",
  }),
} as const;
