import { createHash } from "node:crypto";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { PinRequest } from "@/lib/model/citation.ts";
import type { CitedKind } from "@/lib/model/cited-kinds.ts";
import type { Pin } from "@/lib/model/pin.ts";
import { type Evidence, findEvidenceTraces } from "@/lib/queries/citations/find-evidence-traces.ts";
import { listPins } from "@/lib/queries/citations/list-pins.ts";
import { measureTraces } from "@/lib/queries/citations/measure-traces.ts";
import { findHeldTraces, readPinUse } from "@/lib/queries/citations/read-pin-use.ts";
import { formatBytes } from "@/lib/text/bytes.ts";
import { copyEvidence } from "./copy-evidence.ts";

/** Whom it is pinned for, and how much may be pinned in all (SEAMSCOPE_PIN_BYTES_MAX). */
export interface PinOptions {
  project: string;
  bytesMax: number;
  now: Date;
  /** The pin ends by itself then. */
  expiresAt?: Date;
}

/** It stands, or why it does not: nothing of it is stored (any more), or there is no room left for it. */
export type Pinned = { ok: true; pin: Pin; already: boolean } | { ok: false; problem: "missing" | "full"; message: string };

/** The same citation of the same thing is the same pin, however often it is made. */
export const pinIdOf = (kind: CitedKind, id: string, reason: string, citedBy: string): string => createHash("sha256").update(JSON.stringify([kind, id, reason, citedBy])).digest("hex").slice(0, 32);

/**
 * Keeps one thing beyond retention: copies its evidence to tables without a lifetime and notes for whose sake. Pinned again by the same
 * citation, only what has grown meanwhile is copied. What several cite is kept until the last one unpins it.
 */
export async function pin(db: Database, request: PinRequest, { project, bytesMax, now, expiresAt }: PinOptions): Promise<Pinned> {
  const { kind, id, reason, citedBy } = request;
  const evidence = await findEvidenceTraces(db, { project, kind, id, now });
  if (evidence === undefined) return { ok: false, problem: "missing", message: `Cannot pin the ${kind} ${JSON.stringify(id)}: nothing of it is stored, or retention has removed it` };
  const pinId = pinIdOf(kind, id, reason, citedBy);
  const standing = (await listPins(db, { project, pinIds: [pinId] })).pins[0];
  const full = await whyFull(db, project, evidence, bytesMax);
  if (full !== undefined) return { ok: false, problem: "full", message: `Cannot pin the ${kind} ${JSON.stringify(id)}: ${full}` };
  // Noted first: whoever removes what nobody holds must know of it before it is there.
  if (standing === undefined || hasGrown(standing, evidence)) await notePin(db, { project, pinId, request, evidence, expiresAt: expiresAt ?? null });
  await copyEvidence(db, project, evidence.traceIds);
  const pinned = (await listPins(db, { project, pinIds: [pinId] })).pins[0];
  if (pinned === undefined) throw new Error(`the pin ${pinId} was stored and is not found`);
  return { ok: true, pin: pinned, already: standing !== undefined };
}

const hasGrown = (standing: Pin, { traceIds }: Evidence): boolean => traceIds.some((traceId) => !standing.traceIds.includes(traceId));

async function whyFull(db: Database, project: string, { traceIds }: Evidence, bytesMax: number): Promise<string | undefined> {
  if (traceIds.length === 0) return undefined;
  const held = new Set((await findHeldTraces(db, { project, traceIds })).map((row) => row.traceId));
  const fresh = traceIds.filter((traceId) => !held.has(traceId));
  if (fresh.length === 0) return undefined;
  const [[use], sizes] = await Promise.all([readPinUse(db, { project }), measureTraces(db, { project, traceIds: fresh })]);
  const [used, more] = [use?.bytes ?? 0, sizes.reduce((sum, size) => sum + size.bytes, 0)];
  return used + more <= bytesMax
    ? undefined
    : `its evidence has ${formatBytes(more)}, and ${formatBytes(used)} of the ${formatBytes(bytesMax)} that SEAMSCOPE_PIN_BYTES_MAX allows are in use; unpin what is no longer needed, or allow more`;
}

interface Note {
  project: string;
  pinId: string;
  request: PinRequest;
  evidence: Evidence;
  expiresAt: Date | null;
}

/** Writes that a pin stands, with what it holds. */
export async function notePin(db: Database, { project, pinId, request, evidence, expiresAt }: Note): Promise<void> {
  const { kind, id, reason, citedBy, by, note } = request;
  const row = {
    project, pin_id: pinId, action: "pin", kind, id, reason, cited_by: citedBy, said_by: by, note,
    trace_ids: evidence.traceIds, traces_in_all: evidence.inAll, state: evidence.state, expires_at: expiresAt?.toISOString() ?? null,
  };
  await db.insert("pins", [row]);
}
