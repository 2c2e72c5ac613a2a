import { createServer, type Server } from "node:net";
import { once } from "node:events";
import { afterEach, expect, test } from "vitest";
import { readConfig } from "@/lib/config/env.ts";
import { freePort } from "../engine/free-port.ts";
import { checkPorts, portInUse } from "./check-ports.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

test("free ports are no reason to complain", async () => {
  const config = readConfig({ PORT: String(await freePort()), SEAMSCOPE_OTLP_HTTP_PORT: String(await freePort()) });
  expect(await checkPorts(config)).toEqual([]);
});

test.each(["127.0.0.1", "0.0.0.0", "::"])("a port that a program has on %s is named, with its use and the setting that changes it", async (host) => {
  const taken = await listen(host);
  const config = readConfig({ PORT: String(taken), SEAMSCOPE_OTLP_HTTP_PORT: String(await freePort()) });
  const [sentence, ...others] = await checkPorts(config);
  expect(others).toEqual([]);
  expect(sentence).toContain(`Port ${taken}, meant for the dashboard, is already in use`);
  expect(sentence).toContain(`PORT=${taken + 1} npm start`);
});

test("one port for both is refused", async () => {
  const port = String(await freePort());
  expect(await checkPorts(readConfig({ PORT: port, SEAMSCOPE_OTLP_HTTP_PORT: port }))).toEqual([expect.stringContaining("must differ")]);
});

test("the last port of all is not answered with one that does not exist", () => {
  expect(portInUse({ port: 65_535, purpose: "OTLP", setting: "S", healthPath: "/" })).toContain("S=65534 npm start");
});
