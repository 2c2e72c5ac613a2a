import type { Endpoint } from "@/lib/api/endpoint.ts";
import type { Problem } from "@/lib/api/problem.ts";

const BODY_BYTES_MAX = 2 * 1024 * 1024;
const EMPTY = { text: "", type: "" };

type ReadWriting = { ok: true; value: { text: string; type: string } } | { ok: false; problem: Problem };

/**
 * The body of a request that writes; empty for one that reads. A page of another site may not write: browsers tell where a
 * request comes from, and none of the media types taken can be sent across sites without asking first.
 */
export async function readWriting({ body }: Endpoint, request: Request): Promise<ReadWriting> {
  if (isFromElsewhere(request)) return refused("bad_request", "origin", "expected a request from this site or from no browser at all");
  if (body === undefined) return { ok: true, value: EMPTY };
  const type = request.headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (!body.types.includes(type)) return refused("bad_request", "content-type", `expected ${body.types.join(" or ")}, found ${type || "none"}`);
  const text = await readAtMost(request);
  if (text === undefined) return refused("too_large", "body", `expected at most ${BODY_BYTES_MAX} bytes`);
  return { ok: true, value: { text, type } };
}

function isFromElsewhere(request: Request): boolean {
  const origin = request.headers.get("origin");
  if (request.method === "GET" || request.method === "HEAD" || origin === null) return false;
  return !URL.canParse(origin) || new URL(origin).host !== request.headers.get("host");
}

async function readAtMost(request: Request): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > BODY_BYTES_MAX) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

const refused = (code: Problem["code"], field: string, message: string): ReadWriting => ({ ok: false, problem: { code, field, message: `${field}: ${message}` } });
