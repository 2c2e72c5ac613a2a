import { z } from "zod";
import { parseBody } from "./parse-body.ts";
import { eventOfState, STATE_NAMES } from "./states.ts";

const NAME_CHARS_MAX = 1024;
const ID_BYTES_MAX = 256;
const LIST_MAX = 100;
/** Numbers below this are seconds, as Python's `time.time()` gives them; others milliseconds. In seconds it is the year 5138. */
const SECONDS_BELOW = 1e11;
const YEAR_2262_MS = Date.UTC(2262, 3, 10);

const text = (expected: string, max = NAME_CHARS_MAX) => z.string(expected).min(1, expected).max(max, `expected at most ${max} characters`);
const list = (expected: string) => z.array(z.string(expected), expected).max(LIST_MAX, `expected at most ${LIST_MAX} items`);
const WHEN = "expected RFC 3339, e.g. 2026-11-20T07:00:00Z, or unix seconds or milliseconds as a number";
const SHARE = "expected a number from 0 to 1";
const ATTEMPT = "expected a whole number from 0";

const Moment = z
  .union([z.iso.datetime({ offset: true, error: WHEN }), z.number(WHEN)], WHEN)
  .transform((told) => (typeof told === "string" ? Date.parse(told) : Math.round(told < SECONDS_BELOW ? told * 1000 : told)))
  .refine((ms) => ms >= 0 && ms < YEAR_2262_MS, WHEN);

const Agent = (whose: string) => text(`expected the name of the agent that ${whose}`);
const Id = text("expected an id of 1 to 256 bytes").refine((id) => new TextEncoder().encode(id).length <= ID_BYTES_MAX, "expected an id of 1 to 256 bytes");
const GateType = text("expected the gate's type, such as approval");
const Gate = z.union(
  [
    GateType.transform((type) => ({ type, status: undefined, approver: undefined, deadline: undefined })),
    z.strictObject({
      type: GateType.optional(),
      status: z.enum(["pending", "approved", "rejected", "modified", "expired", "bypassed"], "expected pending, approved, rejected, modified, expired or bypassed").optional(),
      approver: text("expected who decides").optional(),
      deadline: Moment.optional(),
    }),
  ],
  "expected the gate's type, or an object of type, status, approver and deadline",
);

/**
 * What one side of a handoff has to say of it, as a script without OpenTelemetry tells it. `{source, target, payload, trace_id,
 * confidence, warnings}` is the common envelope of the field; all else is optional.
 */
export const Envelope = z
  .strictObject({
    source: Agent("hands over").describe("the agent that hands over"),
    target: Agent("receives").describe("the agent that receives"),
    payload: z.unknown().optional().describe("what is handed over, any JSON; null says that it was not there"),
    trace_id: text("expected a text").optional().describe("32 hex digits, or any key of the business task"),
    confidence: z.number(SHARE).min(0, SHARE).max(1, SHARE).optional().describe("how sure the source is"),
    warnings: list("expected a list of texts").optional(),
    id: Id.optional().describe("one handoff, the same in every envelope about it"),
    handoff_id: Id.optional().describe("another name of id"),
    state: z.string("expected a text").refine((state) => eventOfState(state) !== undefined, `expected one of ${STATE_NAMES.join(", ")}`).optional().describe(`what is told of it; sent unless one of ${STATE_NAMES.join(", ")}`),
    status: z.string("expected a text").refine((state) => eventOfState(state) !== undefined, `expected one of ${STATE_NAMES.join(", ")}`).optional().describe("another name of state"),
    contract: text("expected the contract's name").optional(),
    contract_version: text("expected a version").optional(),
    correlation_id: text("expected a text").optional(),
    source_version: text("expected a version").optional(),
    target_version: text("expected a version").optional(),
    at: Moment.optional().describe("when it happened; RFC 3339, unix seconds or milliseconds; now unless told"),
    deadline: Moment.optional().describe("when it must have been received"),
    constraints: list("expected a list of texts").optional(),
    intent: z.string("expected a text").optional().describe("the user's request, word for word"),
    reason: z.string("expected a text").optional(),
    attempt: z.int(ATTEMPT).min(0, ATTEMPT).optional().describe("0 for the first one"),
    idempotency_key: text("expected a text").optional(),
    gate: Gate.optional(),
    errors: list("expected a list of texts").optional(),
  })
  .refine(({ id, handoff_id: other }) => id === undefined || other === undefined || id === other, { path: ["handoff_id"], message: "expected the same as id, or only one of the two" })
  .refine(({ state, status }) => state === undefined || status === undefined || state === status, { path: ["status"], message: "expected the same as state, or only one of the two" });
export type Envelope = z.output<typeof Envelope>;

/** Envelopes in one request. */
export const ENVELOPES_MAX = 1000;

/** Envelopes that were read, or what is wrong with the first bad one. */
export type ReadEnvelopes = { ok: true; envelopes: Envelope[] } | { ok: false; field: string; message: string };

/** One envelope or a list of them, from JSON text. Of a request with a bad one, none is taken. */
export function readEnvelopes(json: string): ReadEnvelopes {
  const parsed = parseBody(json);
  if (!parsed.ok) return { ok: false, field: "body", message: `body: expected ${parsed.expected}` };
  const all: unknown[] = Array.isArray(parsed.value) ? parsed.value : [parsed.value];
  if (all.length > ENVELOPES_MAX) return { ok: false, field: "body", message: `body: expected at most ${ENVELOPES_MAX} envelopes, found ${all.length}` };
  const envelopes: Envelope[] = [];
  for (const [index, value] of all.entries()) {
    const read = Envelope.safeParse(value);
    if (!read.success) return refusal(read.error, Array.isArray(parsed.value) ? `[${index}]` : "");
    envelopes.push(read.data);
  }
  return { ok: true, envelopes };
}

function refusal({ issues }: z.ZodError, where: string): ReadEnvelopes {
  const [issue] = issues;
  const inner = issue?.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : (issue?.path ?? []);
  const message = issue?.code === "unrecognized_keys" ? `unknown; expected one of ${Object.keys(Envelope.shape).join(", ")}` : (issue?.message ?? "malformed");
  const field = [where, ...inner.map(String)].filter((part) => part !== "").join(".") || "body";
  return { ok: false, field, message: `${field}: ${field === "body" || inner.length === 0 ? "expected an object" : message}` };
}
