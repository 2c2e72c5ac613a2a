import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseTicket } from "./parse-ticket.ts";

const read = (text: string) => {
  const parsed = parseTicket(text);
  return parsed.ok ? [parsed.ticket.system, parsed.ticket.key, parsed.ticket.url] : parsed.message;
};

describe("the address of a ticket names its system and its key", () => {
  test.each([
    ["https://acme.atlassian.net/browse/PAY-9", "jira", "PAY-9"],
    ["https://jira.acme.example/jira/browse/pay-9?focusedId=1", "jira", "PAY-9"],
    ["https://acme.atlassian.net/jira/software/projects/PAY/boards/3?selectedIssue=PAY-10", "jira", "PAY-10"],
    ["https://github.com/Acme/Shop/issues/45#issuecomment-1", "github", "acme/shop#45"],
    ["https://github.acme.example/acme/shop/pull/7/files", "github", "acme/shop#7"],
    ["https://gitlab.com/acme/platform/shop/-/issues/12", "gitlab", "acme/platform/shop#12"],
    ["https://git.acme.example/acme/shop/-/issues/incident/13", "gitlab", "acme/shop#13"],
    ["https://gitlab.com/acme/shop/-/merge_requests/3/diffs", "gitlab", "acme/shop!3"],
    ["https://linear.app/acme/issue/ENG-123/the-title", "linear", "ENG-123"],
    ["https://acme.service-now.com/nav_to.do?uri=incident.do%3Fsysparm_query%3Dnumber%3DINC0012345", "servicenow", "INC0012345"],
    ["https://acme.service-now.com/incident.do?sys_id=9D385017C611228701D22104CC95C371", "servicenow", "9d385017c611228701d22104cc95c371"],
    ["https://acme.pagerduty.com/incidents/Q2zk1abc", "pagerduty", "Q2ZK1ABC"],
    ["https://acme.zendesk.com/agent/tickets/4711", "zendesk", "acme.zendesk.com#4711"],
    ["https://tracker.example/tickets?id=4", "other", "https://tracker.example/tickets?id=4"],
  ])("%s", (address, system, key) => {
    expect(read(address)).toEqual([system, key, address]);
  });
});

test("a key alone is taken as it is called, in one way of writing", () => {
  expect(["INC-123", " inc-123 ", "Owner/Repo#45", "INC0012345", "4711", "#5"].map(read)).toEqual([
    ["other", "INC-123", ""], ["other", "INC-123", ""], ["other", "owner/repo#45", ""], ["servicenow", "INC0012345", ""], ["other", "4711", ""],
    expect.stringContaining("expected a ticket's key"),
  ]);
});

test.each(["javascript:alert(1)", "JAVASCRIPT://x/%0aalert(1)", "data:text/html,<script>", "vbscript:x", "file:///etc/passwd", "ftp://x/y", "//evil.example/x", "a b", "", "x".repeat(600), "https://", "INC-1\u202e"])("what is neither a key nor an http address is refused: %s", (text) => {
  expect(parseTicket(text)).toMatchObject({ ok: false, message: expect.stringContaining("expected") });
});

test("an address with a password in it is refused, since it would be kept", () => {
  expect(parseTicket("https://dana:secret@tracker.example/1")).toMatchObject({ ok: false, message: expect.stringContaining("without a user's name and password") });
});

test("whatever is read has an http address or none, and its key read again is the same ticket", () => {
  const hosts = fc.constantFrom("acme.atlassian.net", "github.com", "gitlab.com", "linear.app", "acme.service-now.com", "acme.pagerduty.com", "acme.zendesk.com", "x.example");
  const paths = fc.constantFrom("browse", "issues", "-", "issue", "incidents", "agent", "tickets", "pull", "A-1", "acme", "45", "..", "%2e", "a%b", "é", "?selectedIssue=", "number=INC12345");
  const addresses = fc.tuple(fc.constantFrom("https", "http", "javascript", "HTTPS"), hosts, fc.array(paths, { maxLength: 6 })).map(([scheme, host, parts]) => `${scheme}://${host}/${parts.join("/")}`);
  fc.assert(
    fc.property(fc.oneof(addresses, fc.string(), fc.string({ unit: "binary" })), (text) => {
      const parsed = parseTicket(text);
      if (!parsed.ok) return;
      const { key, url } = parsed.ticket;
      expect(url === "" || /^https?:\/\//.test(url)).toBe(true);
      expect(key).not.toMatch(/[\s\p{Cc}]/u);
      expect(parseTicket(key)).toMatchObject({ ok: true, ticket: { key } });
    }),
    { numRuns: 2000 },
  );
});
