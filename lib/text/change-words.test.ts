import { expect, test } from "vitest";
import type { Change } from "@/lib/model/change.ts";
import type { SeamMove } from "@/lib/model/comparison.ts";
import { changePath, changeSentence, moveValues, sideWords } from "./change-words.ts";

const change: Change = { at: "", kind: "agent_version", how: "seen", subject: "writer", from: "2.0.0", to: "2.1.0", seamIds: [], before: { handoffs: 0, failed: 0 }, after: { handoffs: 0, failed: 0 }, by: "version" };
const move: SeamMove = { seam: { id: "s", source: "a", target: "b", sourceType: "agent", targetType: "agent", contract: "", inferred: false }, measure: "p95", before: 100, after: 2500, nBefore: 1, nAfter: 2, worse: true };

test("changeSentence() says what changed, from what to what", () => {
  expect(changeSentence(change)).toBe("writer 2.1.0 was seen for the first time, after 2.0.0");
  expect(changeSentence({ ...change, kind: "model", from: "small", to: "large" })).toBe("writer calls large, after small");
  expect(changeSentence({ ...change, kind: "contract_version", how: "pushed", subject: "draft", from: "" })).toBe("draft 2.1.0 was pushed, the first version of this contract");
  expect(changeSentence({ ...change, kind: "contract_version", how: "pushed", subject: "draft" })).toBe("draft 2.1.0 was pushed after 2.0.0");
});

test("changePath() leads to the agent or the contract, whatever it is called", () => {
  expect(changePath({ kind: "model", subject: "a/b" })).toBe("/agents/a%2Fb");
  expect(changePath({ kind: "contract_version", subject: "draft" })).toBe("/contracts/draft");
});

test("numbers of a change come with what they rest on, in their own unit", () => {
  expect(sideWords({ handoffs: 0, failed: 0 })).toBe("no handoffs");
  expect(sideWords({ handoffs: 64, failed: 2 })).toBe("3.1% of 64");
  expect(moveValues(move)).toEqual({ before: "100 ms", after: "2.5 s" });
  expect(moveValues({ ...move, measure: "volume" })).toEqual({ before: "100", after: "2,500" });
  expect(moveValues({ ...move, measure: "silent_rate", before: 0, after: 0.5 })).toEqual({ before: "0%", after: "50%" });
});
