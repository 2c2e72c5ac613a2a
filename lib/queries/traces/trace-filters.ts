import { z } from "zod";
import { Instant } from "../time-window.ts";

/** The largest page of traces. */
export const TRACES_MAX = 500;
/** More words than this narrow nothing down; the rest are ignored. */
export const WORDS_MAX = 20;

/** What a list of traces may be narrowed by, and the position it starts after; a row more than a page tells of the next one. */
export const TraceFilters = z.object({
  project: z.string(),
  words: z.array(z.string()).max(WORDS_MAX),
  agent: z.string(),
  service: z.string(),
  failed: z.array(z.boolean()),
  from: Instant,
  to: Instant,
  beforeUnixNano: z.bigint(),
  beforeId: z.string(),
  rows: z.int().min(1).max(TRACES_MAX + 1),
});
export type TraceFilters = z.infer<typeof TraceFilters>;

/** The same as a condition; words are left to whoever asks. */
export const IS_ASKED_FOR = `
        ({agent: String} = '' OR has(agents, {agent: String}))
        AND ({service: String} = '' OR has(services, {service: String}))
        AND (failed > 0) IN {failed: Array(Bool)}
        AND started_at >= {from: DateTime64(3, 'UTC')} AND started_at < {to: DateTime64(3, 'UTC')}
        AND started_at <= fromUnixTimestamp64Nano({beforeUnixNano: Int64}, 'UTC')
        AND (started_at, trace_id) < (fromUnixTimestamp64Nano({beforeUnixNano: Int64}, 'UTC'), {beforeId: String})`;
