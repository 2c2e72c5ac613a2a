import { createServer } from "node:net";
import { once } from "node:events";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { EXAMPLE_MESSAGE } from "@/lib/alerts/render/example.ts";
import { readConfig } from "@/lib/config/env.ts";
import { ChannelDraft } from "@/lib/model/alert-channel.ts";
import { type MailServer, startMailServer } from "@/lib/testing/start-mail-server.ts";
import { readOutboundPolicy } from "./policy.ts";
import { type Attempt, sendNotification, type Way } from "./send-notification.ts";

const LAPTOP: Way = { policy: readOutboundPolicy(readConfig({})), now: () => Date.now(), withinMs: 2000 };
let server: MailServer;
beforeAll(async () => {
  server = await startMailServer();
});
afterEach(() => {
  server.received = [];
  server.refusal = undefined;
  server.unknown.clear();
});
afterAll(() => server.close());

const mailTo = (smtp: string, event: "open" | "resolve" = "open", way: Way = LAPTOP): Promise<Attempt> =>
  sendNotification(ChannelDraft.parse({ name: "mail", type: "email", to: ["a@example.com", "b@example.com"], from: "seamscope@example.com", smtp }), {
    message: { ...EXAMPLE_MESSAGE, rule: { ...EXAMPLE_MESSAGE.rule, name: "hot\r\nBcc: everyone@example.com" } }, event, key: `f1:${event}:mail`, base: "https://seamscope.example.com",
  }, way);

test("a mail arrives once at all its addresses, in text and HTML, and what a rule is called adds no header to it", async () => {
  expect(await mailTo(`smtp://user:p%40ss@127.0.0.1:${server.port}`)).toEqual({ outcome: "delivered", status: null, error: "", retryAfter: undefined });
  const [mail] = server.received;
  expect([server.received.length, mail?.to, mail?.from, mail?.user]).toEqual([1, ["a@example.com", "b@example.com"], "seamscope@example.com", "user"]);
  const headers = (mail?.raw.split("\r\n\r\n")[0] ?? "").replaceAll(/\r\n[ \t]/g, " ");
  expect(headers).not.toMatch(/^bcc:/im);
  expect(headers).toMatch(/^Subject: .*FIRING/m);
  expect(headers).toMatch(/^Message-ID: <f1%3Aopen%3Amail@seamscope\.example\.com>$/m);
  expect(headers).toMatch(/^X-Seamscope-Key: f1:open:mail$/m);
  expect(mail?.raw).toContain("https://seamscope.example.com/h/example-1");
  expect(mail?.raw).toMatch(/text\/plain[\s\S]*text\/html/);
  await mailTo(`smtp://127.0.0.1:${server.port}`, "resolve");
  expect(server.received[1]?.raw).toMatch(/^In-Reply-To: <f1%3Aopen%3Amail@seamscope\.example\.com>\r$/m);
});

test("a mail server that says later is tried again, one that says no is not, and whom it does not know is told", async () => {
  server.refusal = { code: 451, message: "greylisted" };
  expect(await mailTo(`smtp://127.0.0.1:${server.port}`)).toMatchObject({ outcome: "failed", error: expect.stringContaining("greylisted") });
  server.refusal = { code: 554, message: "spam" };
  expect(await mailTo(`smtp://127.0.0.1:${server.port}`)).toMatchObject({ outcome: "refused", error: expect.stringContaining("spam") });
  server.refusal = undefined;
  server.unknown.add("b@example.com");
  expect(await mailTo(`smtp://127.0.0.1:${server.port}`)).toMatchObject({ outcome: "delivered", error: "not taken for b@example.com" });
  server.unknown.add("a@example.com");
  expect(await mailTo(`smtp://127.0.0.1:${server.port}`)).toMatchObject({ outcome: "refused" });
});

test("mail goes through the same check as everything else, to the address that was judged", async () => {
  const inside: Way = { ...LAPTOP, resolve: async () => [{ address: "10.1.2.3", family: 4 }] };
  expect(await mailTo("smtp://mail.example.com", "open", inside)).toMatchObject({ outcome: "refused", error: expect.stringContaining("10.1.2.3, which is a private address") });
  const here: Way = { ...LAPTOP, resolve: async () => [{ address: "127.0.0.1", family: 4 }] };
  expect(await mailTo(`smtp://mail.example.com:${server.port}`, "open", here)).toMatchObject({ outcome: "delivered" });
});

test("a server that is away, or never says a word, is tried again", async () => {
  const mute = createServer(() => undefined).listen(0, "127.0.0.1");
  await once(mute, "listening");
  const address = mute.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  expect(await mailTo(`smtp://127.0.0.1:${port}`, "open", { ...LAPTOP, withinMs: 200 })).toMatchObject({ outcome: "failed", error: expect.stringMatching(/no answer within 0\.2 s|timeout|Greeting/i) });
  mute.close();
  expect(await mailTo("smtp://127.0.0.1:1")).toMatchObject({ outcome: "failed", error: expect.stringContaining("ECONNREFUSED") });
});
