import { expect, test } from "vitest";
import { readDeclaration } from "./read-declaration.ts";

test("an A2A agent card is read: version, skills as capabilities, provider as owner", () => {
  const card = {
    name: "Refund Agent", version: "2.0.0", description: "Refunds orders", protocolVersion: "1.0",
    supportedInterfaces: [{ url: "https://refunds.example/a2a", protocolBinding: "JSONRPC" }],
    capabilities: { streaming: true }, skills: [{ id: "refund", name: "Refund", description: "x", tags: ["payments", "refund"] }],
    provider: { organization: "payments-team", url: "https://payments.example" },
  };
  expect(readDeclaration(JSON.stringify(card))).toEqual({
    ok: true, origin: "agent_card",
    declaration: {
      name: "Refund Agent", version: "2.0.0", description: "Refunds orders", url: "https://refunds.example/a2a",
      owner: { team: "payments-team", contact: "https://payments.example" }, capabilities: ["refund", "payments"],
    },
  });
});

test("our own form is taken as it is, with keys that every object has as data", () => {
  const text = '{"name":"executor","owner":{"team":"content"},"capabilities":["publish"],"accepts":{"draft":"^2.0.0"}}';
  expect(readDeclaration(text)).toMatchObject({ ok: true, origin: "declared", declaration: { name: "executor", accepts: { draft: "^2.0.0" } } });
});

test.each([
  ["{", "body", /JSON/],
  ["[]", "body", /object/],
  ['{"name":""}', "name", /1/],
  ['{"name":"a","owner":{"contact":"x"}}', "owner.team", /string/],
  ['{"name":"a","colour":"red"}', "body", /colour/],
  ['{"name":"a","skills":[{"tags":"x"}]}', "skills.0.tags", /array/],
  ['{"name":"a","url":"not one"}', "url", /URL/i],
])("%s is refused, naming %s", (text, field, message) => {
  expect(readDeclaration(text)).toMatchObject({ ok: false, field, message: expect.stringMatching(message) });
});
