import { describe, expect, test } from "vitest";
import { readTicketHook } from "./read-ticket-hook.ts";

const BASES = ["https://seamscope.example.com", "http://127.0.0.1:3000"];
const read = (body: unknown) => {
  const { ticket, links } = readTicketHook(body, BASES);
  return [ticket, links.map(({ kind, ids }) => `${kind} ${ids[0] ?? "?"}`)];
};

describe("the webhook of an incident tool is read as it is", () => {
  test("PagerDuty v3", () => {
    expect(read({ event: { id: "01", event_type: "incident.triggered", data: { id: "Q1", type: "incident", html_url: "https://acme.pagerduty.com/incidents/Q1", title: "Losses on refunds", body: { details: "see https://seamscope.example.com/a/f-1 and https://seamscope.example.com/h/h%201." } } } })).toEqual([
      "https://acme.pagerduty.com/incidents/Q1", ["firing f-1", "handoff h 1."],
    ]);
  });
  test("Jira", () => {
    expect(read({ webhookEvent: "jira:issue_updated", issue: { key: "PAY-9", self: "https://acme.atlassian.net/rest/api/2/issue/1", fields: { description: { type: "doc", content: [{ type: "text", text: "http://127.0.0.1:3000/t/0af7651916cd43dd8448eb211c80319c" }] } } } })).toEqual([
      "https://acme.atlassian.net/browse/PAY-9", ["trace 0af7651916cd43dd8448eb211c80319c"],
    ]);
  });
  test.each([
    ["GitHub", { action: "opened", issue: { html_url: "https://github.com/acme/shop/issues/4", body: "https://seamscope.example.com/s/s-1" } }, "https://github.com/acme/shop/issues/4"],
    ["GitLab", { object_kind: "issue", object_attributes: { url: "https://gitlab.com/acme/shop/-/issues/4", description: "[x](https://seamscope.example.com/s/s-1)" } }, "https://gitlab.com/acme/shop/-/issues/4"],
    ["Linear", { type: "Issue", data: { identifier: "ENG-1", description: "https://seamscope.example.com/s/s-1" } }, "ENG-1"],
  ])("%s", (_, body, ticket) => {
    expect(read(body)[0]).toBe(ticket);
    expect(readTicketHook(body, BASES).links[0]).toMatchObject({ kind: "seam", ids: expect.arrayContaining(["s-1"]) });
  });
});

test("our own form names the ticket and what it cites; a link of its list that is none of ours is told of, and none is followed twice", () => {
  expect(read({ ticket: "INC-1", url: "https://tracker.example/INC-1", links: ["https://seamscope.example.com/h/a", "handoff:b", "https://other.example/h/c"], description: "https://seamscope.example.com/h/a" })).toEqual([
    "INC-1", ["handoff a", "handoff b", "handoff ?"],
  ]);
  expect(readTicketHook({ ticket: "INC-1", url: "https://tracker.example/INC-1" }, BASES)).toMatchObject({ ticket: "INC-1", url: "https://tracker.example/INC-1" });
  expect(read({ ticket: "INC-1" })).toEqual(["INC-1", []]);
});

test.each([[null], [[]], ["text"], [{ links: null }], [{ __proto__: null, issue: 4 }]])("what says nothing makes nothing: %j", (body) => {
  expect(read(body)).toEqual([undefined, []]);
});

test("a body nested as deep as it may be sent is read", () => {
  const body: unknown = JSON.parse(`${"[".repeat(5000)}"https://seamscope.example.com/h/deep"${"]".repeat(5000)}`);
  expect(read(body)).toEqual([undefined, ["handoff deep"]]);
});
