import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { SHARED_KINDS, type Share, type ShareRequest } from "@/lib/model/share.ts";
import { listShares } from "@/lib/queries/citations/list-shares.ts";
import type { Secrets } from "@/lib/secrets/secrets.ts";
import { pin } from "./pin.ts";
import { unpin } from "./unpin.ts";

/** What a link holds: which share it is, what it opens, until when (unix milliseconds), and whether payloads are masked. */
const Claims = z.strictObject({ v: z.literal(1), s: z.string(), k: z.enum(SHARED_KINDS), i: z.string(), e: z.int(), m: z.boolean() });

/** The key links are signed with, how much may be pinned, and what time it is. */
export interface ShareOptions {
  project: string;
  secrets: Secrets;
  bytesMax: number;
  now: Date;
}

/** The share and its token, or why nothing is shared. */
export type Shared = { ok: true; share: Share; token: string } | { ok: false; problem: "missing" | "full"; message: string };

/** Makes a link that opens one handoff or trace until it expires or is revoked, and pins what it opens for as long. */
export async function share(db: Database, request: ShareRequest, { project, secrets, bytesMax, now }: ShareOptions): Promise<Shared> {
  const { kind, mask, by, note } = request;
  const id = kind === "trace" ? request.id.toLowerCase() : request.id;
  const shareId = randomBytes(12).toString("base64url");
  const expiresAt = new Date(now.getTime() + request.expiresIn);
  const pinned = await pin(db, { kind, id, reason: "share", citedBy: shareId, by, note }, { project, bytesMax, now, expiresAt });
  if (!pinned.ok) return pinned;
  await db.insert("shares", [{ project, share_id: shareId, action: "share", kind, id, masked: mask, expires_at: expiresAt.toISOString(), said_by: by, note }]);
  const claims: z.infer<typeof Claims> = { v: 1, s: shareId, k: kind, i: id, e: expiresAt.getTime(), m: mask };
  const text = Buffer.from(JSON.stringify(claims)).toString("base64url");
  const made: Share = { shareId, kind, id, masked: mask, at: now.toISOString(), expiresAt: expiresAt.toISOString(), by, note };
  return { ok: true, share: made, token: `${text}.${secrets.sign("share", text)}` };
}

/** What a link opens; or that it is none of ours, that its time is over, or that it was taken back. */
export type Opened = { ok: true; share: Share } | { ok: false; problem: "not ours" | "expired" | "revoked" };

/** Reads a link's token. The signature is looked at before anything else of it. */
export async function openShare(db: Database, token: string, { project, secrets, now }: Pick<ShareOptions, "project" | "secrets" | "now">): Promise<Opened> {
  const [text = "", signature = "", ...rest] = token.split(".");
  if (rest.length > 0 || token.length > 8192 || !secrets.verify("share", text, signature)) return { ok: false, problem: "not ours" };
  const claims = Claims.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  if (claims.e <= now.getTime()) return { ok: false, problem: "expired" };
  const [standing] = (await listShares(db, { project, shareId: claims.s })).shares;
  if (standing === undefined || standing.kind !== claims.k || standing.id !== claims.i) return { ok: false, problem: "revoked" };
  return { ok: true, share: { ...standing, masked: claims.m || standing.masked } };
}

/** Takes a link back and unpins what it held; undefined when there is no such share, or it has ended. */
export async function revokeShare(db: Database, project: string, { shareId, by, note }: { shareId: string; by: string; note: string }): Promise<Share | undefined> {
  const [standing] = (await listShares(db, { project, shareId })).shares;
  if (standing === undefined) return undefined;
  await db.insert("shares", [{ project, share_id: shareId, action: "revoke", kind: standing.kind, id: standing.id, masked: standing.masked, expires_at: standing.expiresAt, said_by: by, note }]);
  await unpin(db, project, { citedBy: shareId, reason: "share", by, note });
  return standing;
}
