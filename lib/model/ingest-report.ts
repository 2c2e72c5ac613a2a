import { z } from "zod";
import { REJECT_ACTIONS } from "./ingest.ts";

const Records = z.number().describe("records");

/** The ledger of one collector for one signal, or the sum of several; see `Ledger` for what its terms mean. */
export const LedgerReport = z.object({
  signal: z.enum(["traces", "logs"]),
  received: Records,
  stored: Records,
  rejected: Records,
  ignored: Records,
  deduplicated: Records,
  deadLettered: Records,
  inSpool: Records,
  unaccounted: z.number().describe("received minus all other terms: anything but 0 is a fault of Seamscope"),
});
export type LedgerReport = z.infer<typeof LedgerReport>;

/** What a collector last said of itself. */
export const CollectorReport = z.object({
  collector: z.string().describe("id of the collector, kept with its spool"),
  startedAt: z.string().describe("since when its ledger counts"),
  heardAt: z.string().describe("when it last wrote its ledger, by its own clock"),
  silent: z.boolean().describe("it should have written again by now: it was stopped, or cannot reach the database"),
  ledgers: z.array(LedgerReport).describe("one a signal"),
  spool: z.object({
    bytes: z.number(),
    softBytes: z.number().describe("from here on senders are asked to slow down (429)"),
    hardBytes: z.number().describe("from here on requests are refused for the time being (503)"),
    oldestWaitingS: z.number().describe("age of the oldest entry, 0 when the spool is empty"),
  }),
});
export type CollectorReport = z.infer<typeof CollectorReport>;

/** What became of everything that all collectors have received. */
export const IngestReport = z.object({
  totals: z.array(LedgerReport).describe("one a signal, over all collectors"),
  collectors: z.array(CollectorReport).describe("those heard of last first"),
  collectorsInAll: z.number(),
});
export type IngestReport = z.infer<typeof IngestReport>;

/** Records that were refused or changed for the same reason in a window of time. */
export const RejectGroup = z.object({
  signal: z.enum(["traces", "logs"]),
  action: z.enum(REJECT_ACTIONS),
  reason: z.string().describe("a field of the OTLP proto, or the name of a limit"),
  records: z.number().describe("0 when all of it was in requests whose records could not be told apart"),
  requests: z.number(),
  firstAt: z.string(),
  lastAt: z.string(),
  message: z.string().describe("what the sender of the last one was told"),
  services: z.array(z.string()).describe("up to six senders by service.name, the most records first"),
  servicesInAll: z.number(),
});
export type RejectGroup = z.infer<typeof RejectGroup>;

/** One of those records, redacted and cut, as text. */
export const RejectSample = z.object({
  at: z.string(),
  collector: z.string(),
  signal: z.enum(["traces", "logs"]),
  action: z.enum(REJECT_ACTIONS),
  reason: z.string(),
  message: z.string(),
  records: z.number().describe("how many of its request shared the fault"),
  service: z.string(),
  sample: z.string(),
});
export type RejectSample = z.infer<typeof RejectSample>;

/** What was refused or changed in a window of time. */
export const RejectsReport = z.object({
  groups: z.array(RejectGroup).describe("those of most records first"),
  groupsInAll: z.number(),
  samples: z.array(RejectSample).describe("the latest of all groups first"),
});
export type RejectsReport = z.infer<typeof RejectsReport>;
