import { z } from "zod";

/** A trace id as it is stored. */
export const TraceId = z.string().regex(/^[0-9a-f]{32}$/, "expected 32 hex digits");
