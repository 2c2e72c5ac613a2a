import { createServer, type IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Stage } from "../agent.ts";
import { HandoffCard } from "../handoff.ts";

const LOOK_EVERY_MS = 50;
const ADDRESSES = "addresses";
const JSON_BODY = { "content-type": "application/json" };

/** A request from one agent to another, with the W3C trace context and the moment of the story it arrives at. */
export const Call = z.object({
  atMs: z.number(),
  traceparent: z.string(),
  card: HandoffCard.optional(),
  attempt: z.number().default(0),
  piece: z.string().describe("which piece of work of the day it is about"),
  payload: z.unknown(),
});
export type Call = z.infer<typeof Call>;

/** What came of it: an HTTP status, and the moment the answer left. */
export const Answer = z.object({ status: z.number(), atMs: z.number(), says: z.string() });
export type Answer = z.infer<typeof Answer>;

/** Answers calls over HTTP on a free loopback port until nobody will call any more. */
export async function serveCalls(agent: string, { folder, closed }: Stage, answer: (call: Call) => Promise<Answer>): Promise<void> {
  const server = createServer((request, response) => {
    void readJson(request)
      .then((body) => answer(Call.parse(body)))
      .then((reply) => response.writeHead(reply.status, JSON_BODY).end(JSON.stringify(reply)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  folder.keep(ADDRESSES, agent, `http://127.0.0.1:${typeof address === "object" ? address?.port : address}`);
  await closed;
  server.closeAllConnections();
  server.close();
}

/** Calls an agent in another process; waits for it to be there first. */
export async function callAgent(agent: string, { folder }: Stage, call: z.input<typeof Call>): Promise<Answer> {
  let address = folder.fetch(ADDRESSES, agent);
  for (; address === undefined; address = folder.fetch(ADDRESSES, agent)) await sleep(LOOK_EVERY_MS);
  const response = await fetch(address, { method: "POST", headers: { ...JSON_BODY, traceparent: call.traceparent }, body: JSON.stringify(call) });
  return Answer.parse(await response.json());
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(z.instanceof(Buffer).parse(chunk));
  const body: unknown = JSON.parse(Buffer.concat(chunks).toString("utf8"));
  return body;
}
