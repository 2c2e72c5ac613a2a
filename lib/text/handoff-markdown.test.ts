import { expect, test } from "vitest";
import { makeHandoff } from "@/lib/testing/handoff-rows.ts";
import { handoffMarkdown } from "./handoff-markdown.ts";

test("a handoff as Markdown has its sentence, facts, findings and legs in order of time", () => {
  const leg = { side: "source" as const, agent: "planner", claim: "", traceId: "t", spanId: "s" };
  const handoff = makeHandoff({
    id: "reply:1",
    findings: [{ class: "context_loss", severity: "error", side: "seam", pointer: "/order/id", message: "A field was lost.", reason: "", evidence: {} }],
    legs: [
      { ...leg, kind: "received", at: "1795158724000000000" },
      { ...leg, kind: "sent", at: "1795158723000000000" },
    ],
  });
  const markdown = handoffMarkdown(handoff, "planner handed task to worker.");
  expect(markdown).toContain("**planner handed task to worker.**");
  expect(markdown).toContain("- Handoff: `reply:1`");
  expect(markdown).toContain("- **Context loss** (error, at fault: seam) at `/order/id`: A field was lost.");
  expect(markdown.indexOf("| Sent |")).toBeLessThan(markdown.indexOf("| Received |"));
});

test("text from telemetry cannot become markup, a link or a mention", () => {
  const markdown = handoffMarkdown(makeHandoff({ id: "a`b|c", warnings: ["cut to *1024* tokens"] }), "x **bold** [link](http://x) @someone <img src=x>\n# title");
  expect(markdown).toContain(String.raw`x \*\*bold\*\* \[link\](http://x) \@someone \<img src=x\> \# title`);
  expect(markdown).toContain("- Handoff: `a b c`");
  expect(markdown).toContain(String.raw`- Warnings: cut to \*1024\* tokens`);
});
