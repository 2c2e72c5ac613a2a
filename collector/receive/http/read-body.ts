import type { IncomingMessage } from "node:http";
import type { Answer } from "../answer.ts";
import { BodyGatherer, type Gathering } from "../body-gatherer.ts";
import { NO_ROOM } from "../turn-away.ts";
import type { ByteBudget, Share } from "../byte-budget.ts";

/** A request's body as it was sent, or why it is not taken. */
export type Body = { kind: "body"; bytes: Uint8Array<ArrayBuffer> } | Exclude<Answer, { kind: "taken" }>;

/** Where the memory of a body comes from: at most `bytesMax` for it alone, and `share` of `budget`. */
export interface Room {
  bytesMax: number;
  budget: ByteBudget;
  share: Share;
}

/** Reads the body; what is plainly too large, or has no room, is refused unread. Rejects when the connection breaks. */
export async function readBody(request: IncomingMessage, { bytesMax, budget, share }: Room): Promise<Body> {
  const announced = Number(request.headers["content-length"] ?? 0);
  if (announced > bytesMax) return tooLarge(bytesMax);
  if (!budget.hasRoomFor(Math.max(announced, 1))) return NO_ROOM;
  const gatherer = new BodyGatherer(bytesMax, share);
  const gathered = await gather(request, gatherer);
  if (gathered === "too-large") return tooLarge(bytesMax);
  return gathered === "no-room" ? NO_ROOM : { kind: "body", bytes: gatherer.finish() };
}

async function gather(request: IncomingMessage, gatherer: BodyGatherer): Promise<Gathering> {
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    const gathering = gatherer.add(piece);
    if (gathering !== "going-on") return gathering;
  }
  return "going-on";
}

function tooLarge(bytesMax: number): Body {
  return { kind: "refused", status: 413, message: `expected at most ${bytesMax} bytes, found more; send smaller batches` };
}
