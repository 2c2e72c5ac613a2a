import { createServer, type Server } from "node:net";
import { once } from "node:events";
import { afterEach, expect, test } from "vitest";
import { type Config, readConfig } from "@/lib/config/env.ts";
import { freePort } from "../engine/free-port.ts";
import { checkPorts, portInUse } from "./check-ports.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** Settings with free ports, some of them given. */
async function configWith(ports: Record<string, number> = {}): Promise<Config> {
  const free = { PORT: await freePort(), SEAMSCOPE_OTLP_HTTP_PORT: await freePort(), SEAMSCOPE_OTLP_GRPC_PORT: await freePort(), ...ports };
  return readConfig(Object.fromEntries(Object.entries(free).map(([name, port]) => [name, String(port)])));
}

async function listen(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

test("free ports are no reason to complain", async () => {
  expect(await checkPorts(await configWith())).toEqual([]);
});

test.each(["127.0.0.1", "0.0.0.0", "::"])("a port that a program has on %s is named, with its use and the setting that changes it", async (host) => {
  const taken = await listen(host);
  const [sentence, ...others] = await checkPorts(await configWith({ PORT: taken }));
  expect(others).toEqual([]);
  expect(sentence).toContain(`Port ${taken}, meant for the dashboard, is already in use`);
  expect(sentence).toContain(`PORT=${taken + 1} npm start`);
});

test("one port for two is refused, and both settings are named", async () => {
  const port = await freePort();
  expect(await checkPorts(await configWith({ PORT: port, SEAMSCOPE_OTLP_GRPC_PORT: port }))).toEqual([`SEAMSCOPE_OTLP_GRPC_PORT and PORT are both ${port}; they must differ.`]);
});

test("the last port of all is not answered with one that does not exist", () => {
  expect(portInUse({ port: 65_535, purpose: "OTLP", setting: "S", health: { port: 1, path: "/" } })).toContain("S=65534 npm start");
});
