import type { Database } from "@/lib/clickhouse/open-database.ts";
import { pin } from "@/lib/commands/citations/pin.ts";
import type { Pin } from "./pin-samples.ts";

/** Pins in a database, within the bytes that may be pinned in all; `nowMs` is the database's clock in unix milliseconds. */
export const pinIn = (db: Database, { project, bytesMax, nowMs }: { project: string; bytesMax: number; nowMs: () => number }): Pin => (request) => pin(db, request, { project, bytesMax, now: new Date(nowMs()) });
