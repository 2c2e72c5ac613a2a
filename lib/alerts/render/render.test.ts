import * as fc from "fast-check";
import { expect, test } from "vitest";
import { ChannelDraft } from "@/lib/model/alert-channel.ts";
import { ALERT_EVENTS, type AlertMessage } from "@/lib/model/alert-firing.ts";
import { FINDING_CLASSES, VERDICTS } from "@/lib/model/vocabulary.ts";
import { EXAMPLE_MESSAGE, EXAMPLE_PAYLOAD } from "./example.ts";
import { toMail } from "./mail.ts";
import { type Notification, toPayload } from "./payload.ts";
import { type HttpChannel, render } from "./render.ts";
import { fillTemplate, templateProblem } from "./template.ts";

const BASE = "https://seamscope.example.com";
const NOW = Date.parse("2026-11-21T12:00:00Z");
const HOSTILE = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom('"},{"x":"', "<!channel> <!here> <@U123> <https://evil.example|ok>", "a\r\nBcc: everyone@example.com", "<script>alert(1)</script>", "{{key}} {{firing.url}}", "${x} $& $1", "\u202Eevil\u0000", "&lt;!channel&gt;", "\uD800", "x".repeat(20_000), "<".repeat(4000), "javascript:alert(1)", "'\"><img src=x onerror=1>", "constructor", "__proto__"),
);
const OWNER = fc.option(fc.record({ team: HOSTILE, contact: HOSTILE, saidBy: HOSTILE }));
const MESSAGE: fc.Arbitrary<AlertMessage> = fc.record({
  firingId: fc.uuid(),
  event: fc.constantFrom(...ALERT_EVENTS),
  rule: fc.record({ id: HOSTILE, name: HOSTILE, description: HOSTILE, metric: fc.constantFrom("failure_rate" as const, "latency" as const, "burn_rate" as const), severity: fc.constantFrom("critical" as const, "warning" as const, "info" as const), labels: fc.dictionary(fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,9}$/), HOSTILE, { maxKeys: 3 }), window: fc.constant("5m"), above: fc.double({ noNaN: true, min: 0 }) }),
  seam: fc.option(fc.record({ id: HOSTILE, source: HOSTILE, target: HOSTILE, contract: HOSTILE })),
  detail: HOSTILE, owner: OWNER, sourceOwner: OWNER, runbook: HOSTILE,
  value: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })), n: fc.nat(), failed: fc.nat(),
  interval: fc.option(fc.record({ low: fc.double({ min: 0, max: 1, noNaN: true }), high: fc.double({ min: 0, max: 1, noNaN: true }) })),
  evidence: fc.record({
    firstBadAt: fc.option(HOSTILE), class: fc.option(fc.constantFrom(...FINDING_CLASSES)), versionPair: fc.option(fc.record({ source: HOSTILE, target: HOSTILE, contract: HOSTILE, handoffs: fc.nat(), failed: fc.nat() })), field: fc.option(fc.record({ pointer: HOSTILE, count: fc.nat() })),
    samples: fc.array(fc.record({ handoffId: HOSTILE.map((id) => id.toWellFormed()), traceId: fc.stringMatching(/^[0-9a-f]{32}$/), startedAt: fc.constant("2026-11-21T11:59:00Z"), verdict: fc.constantFrom(...VERDICTS), class: fc.option(fc.constantFrom(...FINDING_CLASSES)), pointer: HOSTILE, message: HOSTILE }), { maxLength: 3 }),
  }),
  openedAt: fc.constant("2026-11-21T11:59:30.000Z"), resolvedAt: fc.option(fc.constant("2026-11-21T12:30:00.000Z")), note: HOSTILE, suppressed: fc.nat(),
}).map((message) => ({ ...message, seam: message.seam === null ? null : { ...message.seam, id: message.seam.id.toWellFormed() } }));
const NOTIFICATION: fc.Arbitrary<Notification> = fc.record({ message: MESSAGE, event: fc.constantFrom("open" as const, "resolve" as const, "suppressed" as const, "test" as const), key: fc.constant("f1:open:on-call"), base: fc.constant(BASE) });

const channel = (given: object): HttpChannel => {
  const draft = ChannelDraft.parse({ name: "on-call", ...given });
  if (draft.type === "email") throw new Error("mail is no HTTP");
  return draft;
};
const SLACK = channel({ type: "slack", url: "https://hooks.example.com/x" });
const CHANNELS = [SLACK, channel({ type: "webhook", url: "https://hooks.example.com/x" }), channel({ type: "pagerduty", routingKey: "rk" }), channel({ type: "opsgenie", apiKey: "ak" }), channel({ type: "alertmanager", url: "http://am:9093" })];

const parsed = (body: string): unknown => JSON.parse(body);

test("whatever stands in a message, every form of it is one JSON document without controls in headers", () => {
  fc.assert(fc.property(NOTIFICATION, (notification) => {
    for (const one of CHANNELS) {
      for (const { url, headers, body } of render(one, notification, NOW)) {
        expect(() => parsed(body)).not.toThrow();
        expect(URL.canParse(url)).toBe(true);
        for (const [name, value] of Object.entries(headers)) expect(`${name}: ${value}`).toMatch(/^[a-z-]+: [\u0020-\u007e]+$/);
      }
    }
  }), { numRuns: 200 });
});

test("nothing in a message becomes a mention or a link in Slack, and Slack's limits are kept", () => {
  fc.assert(fc.property(NOTIFICATION, (notification) => {
    const [request] = render(SLACK, notification, NOW);
    const message = Object(parsed(request?.body ?? ""));
    const marks = marksIn(message);
    expect(marks.filter((mark) => !mark.verbatim)).toEqual([]);
    for (const text of [String(message.text), ...marks.map((mark) => mark.text)]) {
      expect([...text.matchAll(/<([^>]*)/g)].map((found) => found[1] ?? "").filter((inside) => !inside.startsWith(`${BASE}/`))).toEqual([]);
      expect(text.length).toBeLessThanOrEqual(3000);
    }
    const [header, facts] = message.blocks;
    expect(header.text.type).toBe("plain_text");
    expect(header.text.text.length).toBeLessThanOrEqual(150);
    expect(facts.fields.length).toBeLessThanOrEqual(10);
    expect(facts.fields.filter((field: { text: string }) => field.text.length > 2000)).toEqual([]);
  }), { numRuns: 300 });
});

/** Texts in which Slack looks for marks. */
function marksIn(value: unknown): { text: string; verbatim: boolean }[] {
  if (typeof value !== "object" || value === null) return [];
  const { type, text, verbatim } = Object(value);
  return type === "mrkdwn" ? [{ text: String(text), verbatim: verbatim === true }] : Object.values(value).flatMap(marksIn);
}

test("a mail's subject is one line, and its HTML has no other elements than ours", () => {
  fc.assert(fc.property(NOTIFICATION, (notification) => {
    const mail = toMail(toPayload(notification));
    expect(mail.subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    expect(mail.subject.length).toBeLessThanOrEqual(200);
    expect(mail.html.replaceAll(/<\/?(h2|table|tr|td|ul|li|br)>|<th align="left" valign="top">|<\/th>|<a href="https:\/\/seamscope\.example\.com\/[^"<>\s]*">|<\/a>/g, "")).not.toMatch(/[<>]/);
    expect(mail.messageId).toMatch(/^<[^\s<>]+@seamscope\.example\.com>$/);
  }), { numRuns: 200 });
});

test("a template stays the JSON it was, with what is filled in as text of its strings", () => {
  const template = '{"a":"{{rule.name}} on {{seam.source}}","b":["{{measured.n}}",{"c":"{{ evidence.samples }}"}],"{{key}}":"{{seam.source}}","d":"{{rule.labels.team}}{{labels.nobody}}"}';
  expect(templateProblem(template)).toBeUndefined();
  fc.assert(fc.property(NOTIFICATION, (notification) => {
    const payload = toPayload(notification);
    expect(parsed(fillTemplate(template, payload))).toEqual(parsed(JSON.stringify({
      a: `${payload.rule.name} on ${payload.seam?.source ?? ""}`, b: [payload.measured.n, { c: payload.evidence.samples }], "{{key}}": payload.seam?.source ?? null, d: payload.rule.labels["team"] ?? "",
    })));
  }), { numRuns: 200 });
});

test("every field of the payload may be asked for by a template, and nothing else", () => {
  for (const name of ["title", "rule.labels.x", "labels.anything", "evidence.samples.0.url", "owner.team", "interval.low"]) expect([name, templateProblem(`["{{${name}}}"]`) === undefined]).toEqual([name, name !== "interval.low"]);
  for (const name of ["", "constructor", "rule.constructor", "rule.__proto__", "nobody", "labels.a.b"]) expect(templateProblem(`["{{${name}}}"]`)).toContain("is no field");
  expect(fillTemplate('["{{labels.constructor}}"]', EXAMPLE_PAYLOAD)).toBe("[null]");
});

test("the payload names the seam, the class, the versions, the rate with its n, the first failure, both owners, the runbook, the field, and links to each sample and to itself", () => {
  const payload = toPayload({ message: EXAMPLE_MESSAGE, event: "open", key: "k", base: BASE });
  for (const said of ["planner → writer (draft)", "Schema violation", "1.4.0 → 2.0.1, contract 2.1.0", "12%", "12 of 100 handoffs", "7.0% to 20%", "First failure: 2026-01-01 12:00:01 UTC", "Opened: 2026-01-01 12:05:00 UTC", "writing (#writing)", "planning (#planning)", "https://example.com/runbook", "/intent"]) expect(payload.text).toContain(said);
  expect(payload).toMatchObject({ version: 1, firing: { url: `${BASE}/a/example` }, seam: { id: "example", url: `${BASE}/s/example` }, evidence: { samples: [1, 2, 3].map((number) => ({ url: `${BASE}/h/example-${number}`, traceUrl: expect.stringContaining(`${BASE}/t/`) })) } });
});

test("an incident is opened and resolved under one name, and what has no end is closed at once", () => {
  const bodies = (one: HttpChannel, event: Notification["event"]) => render(one, { message: { ...EXAMPLE_MESSAGE, firingId: "f1", resolvedAt: event === "resolve" ? "2026-01-01T13:00:00Z" : null }, event, key: `f1:${event}:x`, base: BASE }, NOW).map(({ url, body }) => ({ url, body: parsed(body) }));
  const [, , pagerduty, opsgenie, alertmanager] = CHANNELS;
  if (pagerduty === undefined || opsgenie === undefined || alertmanager === undefined) throw new Error("they are there");
  expect(bodies(pagerduty, "open")).toMatchObject([{ body: { event_action: "trigger", dedup_key: "f1" } }]);
  expect(bodies(pagerduty, "resolve")).toMatchObject([{ body: { event_action: "resolve", dedup_key: "f1" } }]);
  expect(bodies(pagerduty, "suppressed")).toMatchObject([{ body: { event_action: "trigger", dedup_key: "f1:suppressed:x", payload: { severity: "info" } } }, { body: { event_action: "resolve", dedup_key: "f1:suppressed:x" } }]);
  expect(bodies(opsgenie, "open")).toMatchObject([{ url: "https://api.opsgenie.com/v2/alerts", body: { alias: "f1" } }]);
  expect(bodies(opsgenie, "resolve")).toMatchObject([{ url: "https://api.opsgenie.com/v2/alerts/f1/close?identifierType=alias" }]);
  const [[opened], [resolved]] = [bodies(alertmanager, "open"), bodies(alertmanager, "resolve")];
  expect(opened).toMatchObject({ url: "http://am:9093/api/v2/alerts", body: [{ startsAt: "2026-01-01T12:05:00Z", endsAt: "2026-11-21T13:00:00.000Z", generatorURL: `${BASE}/a/f1` }] });
  expect(resolved).toMatchObject({ body: [{ startsAt: "2026-01-01T12:05:00Z", endsAt: "2026-01-01T13:00:00Z" }] });
  expect(Object(opened?.body)[0].labels).toEqual(Object(resolved?.body)[0].labels);
});
