import { expect, test } from "vitest";
import { readConfig } from "@/lib/config/env.ts";
import { MANNERS, startAlertReceiver } from "@/lib/testing/start-alert-receiver.ts";
import { checkUrl } from "./check-url.ts";
import { type OutboundPolicy, readOutboundPolicy } from "./policy.ts";
import type { Resolve } from "./resolve.ts";
import { sendRequest } from "./send-request.ts";

const policyOf = (env: Record<string, string> = {}): OutboundPolicy => readOutboundPolicy(readConfig({ CLICKHOUSE_URL: "http://127.0.0.1:8123", ...env }));
/** In a container, whose loopback is nobody's laptop. */
const SERVER = policyOf({ SEAMSCOPE_HOST: "0.0.0.0", SEAMSCOPE_CONTAINER: "1" });
const LAPTOP = policyOf();
const resolveTo = (...addresses: string[]): Resolve => async () => addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
const NOBODY: Resolve = async (host) => {
  throw new Error(`nobody knows ${host}`);
};
const LAN: Resolve = async (host) => [{ address: host === "clickhouse.lan" ? "10.1.2.3" : "10.1.9.9", family: 4 }];
const check = (policy: OutboundPolicy, url: string, resolve = NOBODY) => checkUrl(policy, url, { resolve });

test.each([
  ["http://127.0.0.1/", "loopback"], ["http://127.9.9.9:9093/", "loopback"], ["http://[::1]/", "loopback"], ["http://0.0.0.0/", "unspecified"], ["http://0/", "unspecified"], ["http://[::]/", "unspecified"],
  ["http://10.0.0.1/", "private"], ["http://172.16.0.1/", "private"], ["http://172.31.255.255/", "private"], ["http://192.168.1.1/", "private"], ["http://[fd00::1]/", "private"], ["http://[fc00::1]/", "private"],
  ["http://169.254.169.254/latest/meta-data/", "link-local"], ["http://[fe80::1]/", "link-local"], ["http://100.64.0.1/", "carrier-grade NAT"], ["http://100.127.255.254/", "carrier-grade NAT"],
  ["http://[::ffff:127.0.0.1]/", "IPv4-mapped"], ["http://[::ffff:7f00:1]/", "IPv4-mapped"], ["http://[::ffff:8.8.8.8]/", "IPv4-mapped"], ["http://[64:ff9b::7f00:1]/", "NAT64"], ["http://[64:ff9b:1::a00:1]/", "NAT64"],
  ["http://[2002:7f00:1::]/", "6to4"], ["http://[2001:0:4136:e378:8000:63bf:3fff:fdd2]/", "Teredo"], ["http://[::127.0.0.1]/", "reserved"], ["http://[fec0::1]/", "reserved"], ["http://[100::1]/", "reserved"], ["http://[2001:db8::1]/", "reserved"],
  ["http://224.0.0.1/", "multicast"], ["http://[ff02::1]/", "multicast"], ["http://255.255.255.255/", "broadcast"], ["http://240.0.0.1/", "reserved"], ["http://192.0.2.1/", "reserved"], ["http://198.18.0.1/", "reserved"],
  ["http://2130706433/", "loopback"], ["http://0177.0.0.1/", "loopback"], ["http://0x7f.1/", "loopback"], ["http://127.1/", "loopback"], ["http://0xa9fea9fe/", "link-local"], ["http://１２７.0.0.1/", "loopback"],
])("%s is refused where loopback is not ours: it is %s", async (url, kind) => {
  expect(await check(SERVER, url)).toEqual({ ok: false, message: expect.stringMatching(new RegExp(`^refused: .* is an? ${kind} address`)) });
});

test.each(["localhost", "localhost.", "LOCALHOST", "127.0.0.1.nip.example", "ⓛocalhost"])("the name %s is judged by where it leads", async (host) => {
  expect(await check(SERVER, `http://${host}/`, resolveTo("127.0.0.1"))).toMatchObject({ ok: false, message: expect.stringContaining("leads to 127.0.0.1, which is a loopback address") });
});

test("one address of several that is refused is enough", async () => {
  expect(await check(SERVER, "https://hooks.example.com/", resolveTo("93.184.216.34", "10.0.0.1"))).toMatchObject({ ok: false, message: expect.stringContaining("10.0.0.1") });
  expect(await check(SERVER, "https://hooks.example.com/", resolveTo("93.184.216.34", "2606:2800:220:1::1"))).toEqual({ ok: true, warnings: [] });
});

test.each(["file:///etc/passwd", "gopher://127.0.0.1:25/", "ftp://example.com/", "data:text/plain,x", "javascript:alert(1)", "ws://example.com/", "not an address", "http://", "//example.com"])("%s is no address to send to", async (url) => {
  expect(await check(LAPTOP, url, resolveTo("93.184.216.34"))).toMatchObject({ ok: false });
});

test("an address with a user in it is refused, unless it is one of mail", async () => {
  expect(await check(LAPTOP, "https://user:pass@example.com/", resolveTo("93.184.216.34"))).toMatchObject({ ok: false, message: expect.stringContaining("without a user and a password") });
  expect(await checkUrl(LAPTOP, "smtps://user:pass@mail.example.com", { takesUser: true, resolve: resolveTo("93.184.216.34") })).toEqual({ ok: true, warnings: [] });
  expect(await checkUrl(SERVER, "smtp://2130706433:25", { takesUser: true, resolve: resolveTo("127.0.0.1") })).toMatchObject({ ok: false });
});

test("on a laptop loopback may be sent to, but for what is ours: the collector, the dashboard, the database", async () => {
  expect(await check(LAPTOP, "http://127.0.0.1:9093/")).toEqual({ ok: true, warnings: [] });
  expect(await check(LAPTOP, "http://[::1]:9093/")).toEqual({ ok: true, warnings: [] });
  for (const port of [4317, 4318, 3000, 8123]) {
    for (const host of ["127.0.0.1", "127.0.0.2", "[::1]", "2130706433"]) expect(await check(LAPTOP, `http://${host}:${port}/`)).toMatchObject({ ok: false, message: expect.stringContaining("belongs to Seamscope itself") });
  }
  expect(await check(LAPTOP, "http://192.168.1.5/")).toMatchObject({ ok: false });
  expect(await check(LAPTOP, "http://0.0.0.0:9093/")).toMatchObject({ ok: false });
});

test("what is named by SEAMSCOPE_NOTIFY_ALLOW may be sent to, by network or by name, and still not the database", async () => {
  const policy = policyOf({ SEAMSCOPE_HOST: "0.0.0.0", SEAMSCOPE_CONTAINER: "1", CLICKHOUSE_URL: "http://clickhouse.lan:8123", SEAMSCOPE_NOTIFY_ALLOW: "10.1.0.0/16, fd00:1::/32, 192.168.7.7, Alertmanager.LAN" });
  for (const url of ["http://10.1.2.3/", "http://[fd00:1::5]/", "http://192.168.7.7:25/"]) expect(await check(policy, url)).toEqual({ ok: true, warnings: [] });
  for (const url of ["http://10.2.0.1/", "http://192.168.7.8/", "http://[::ffff:10.1.2.3]/"]) expect(await check(policy, url)).toMatchObject({ ok: false });
  expect(await check(policy, "http://alertmanager.lan.:9093/", resolveTo("172.20.0.4"))).toEqual({ ok: true, warnings: [] });
  expect(await check(policy, "http://other.lan/", resolveTo("172.20.0.4"))).toMatchObject({ ok: false });
  expect(await check(policy, "http://10.1.2.3:8123/", LAN)).toMatchObject({ ok: false, message: expect.stringContaining("belongs to Seamscope itself") });
  expect(await check(policy, "http://10.1.9.9:8123/", LAN)).toEqual({ ok: true, warnings: [] });
});

const send = (policy: OutboundPolicy, url: string, resolve: Resolve) => sendRequest({ policy, url, method: "POST", headers: {}, body: "{}", withinMs: 2000, resolve });

test("a name that answers public when it is saved and private when it is sent to is not connected to", async () => {
  const receiver = await startAlertReceiver();
  const answers = ["93.184.216.34", "127.0.0.1"];
  const rebinding: Resolve = async () => [{ address: answers.shift() ?? "127.0.0.1", family: 4 }];
  const url = `http://rebind.example.com:${receiver.port}/`;
  expect(await check(SERVER, url, rebinding)).toEqual({ ok: true, warnings: [] });
  expect(await send(SERVER, url, rebinding)).toEqual({ kind: "refused", message: expect.stringContaining("leads to 127.0.0.1, which is a loopback address") });
  expect(receiver.received).toEqual([]);
  await receiver.close();
});

test("what was judged is what is connected to: the name is asked for once, and not again by the socket", async () => {
  const receiver = await startAlertReceiver();
  let asked = 0;
  const url = `http://localhost.example.com:${receiver.port}/`;
  expect(await send(LAPTOP, url, async () => [{ address: (asked += 1) === 1 ? "127.0.0.1" : "10.0.0.1", family: 4 }])).toMatchObject({ kind: "answered", status: 200 });
  expect([asked, receiver.received.length]).toEqual([1, 1]);
  await receiver.close();
});

test("a redirect is not followed, and of a long answer only the beginning is read", async () => {
  const [target, receiver] = [await startAlertReceiver(), await startAlertReceiver()];
  receiver.manners = (response) => response.writeHead(307, { location: target.url }).end();
  expect(await send(LAPTOP, receiver.url, NOBODY)).toMatchObject({ kind: "answered", status: 307 });
  expect(target.received).toEqual([]);
  receiver.manners = (response) => {
    response.writeHead(500);
    const more = () => response.write("x".repeat(64 * 1024), () => void (response.destroyed || more()));
    more();
  };
  const long = await send(LAPTOP, receiver.url, NOBODY);
  expect(long.kind === "answered" ? long.text.length : long).toBe(16 * 1024);
  receiver.manners = MANNERS.hanging;
  expect(await sendRequest({ policy: LAPTOP, url: receiver.url, method: "POST", headers: {}, body: "{}", withinMs: 100 })).toEqual({ kind: "failed", message: "no answer within 0.1 s" });
  await Promise.all([receiver.close(), target.close()]);
});
