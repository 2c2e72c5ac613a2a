import { createServer, type Server } from "node:http";
import { afterEach, expect, test } from "vitest";
import { readConfig } from "@/lib/config/env.ts";
import { checkPublicUrl } from "./check-public-url.ts";

const servers: Server[] = [];
afterEach(closeAll);

async function closeAll(): Promise<void> {
  await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
}

/** A server that gives every request this answer; its address. */
async function serve(status: number, body: string): Promise<string> {
  const server = createServer((_, response) => response.writeHead(status, { connection: "close" }).end(body));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}`;
}

const check = (env: Record<string, string>) => checkPublicUrl(readConfig(env));

test("an address that answers as Seamscope is fine, also while its database is away", async () => {
  for (const [status, body] of [[200, { reachable: true, engineVersion: "26.7", newestSpanAt: null, spans: 0, traces: 0, handoffs: 0, seams: 0 }], [503, { error: { code: "unavailable", message: "the database does not answer" } }]] as const) {
    const url = await serve(status, JSON.stringify(body));
    expect(await check({ SEAMSCOPE_PUBLIC_URL: url })).toEqual({ state: "ok", text: `links begin with ${url}, which answers as Seamscope` });
  }
});

test("an address where something else answers is a problem that names the setting", async () => {
  const url = await serve(200, "<h1>It works!</h1>");
  const { state, text } = await check({ SEAMSCOPE_PUBLIC_URL: url });
  expect([state, text]).toEqual(["problem", expect.stringMatching(/something else answers \(status 200\): set SEAMSCOPE_PUBLIC_URL/)]);
});

test("a loopback address is a problem where others are served, and none where nobody is", async () => {
  const url = await serve(503, "");
  await closeAll();
  expect((await check({ SEAMSCOPE_PUBLIC_URL: url, SEAMSCOPE_HOSTS: "seamscope.lan" })).text).toMatch(/leads nobody else here/);
  expect(await check({ SEAMSCOPE_PUBLIC_URL: url })).toEqual({ state: "ok", text: `links begin with ${url}; the dashboard does not run there at the moment` });
});
