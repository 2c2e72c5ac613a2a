import { expect, test } from "vitest";
import { makeWorkingRule } from "@/lib/testing/alert-rules.ts";
import type { AlertRule } from "@/lib/model/alert-rule.ts";
import { type Standing, step } from "./step.ts";
import type { OpenFiring } from "./instance.ts";

/** Any firing: that there is one is all that a step looks at. */
const FIRING: OpenFiring = {
  id: "f", openedAtMs: 0, isTold: true, suppressedBy: "", channels: [], ruleSavedAt: "",
  message: { firingId: "f", event: "open", rule: { id: "r", name: "r", description: "", metric: "lost", severity: "warning", labels: {}, window: "5m", above: 0 }, seam: null, detail: "", owner: null, sourceOwner: null, runbook: "", value: 1, n: 1, failed: 0, interval: null, evidence: { firstBadAt: null, class: null, versionPair: null, field: null, samples: [] }, openedAt: "1970-01-01T00:00:00.000Z", resolvedAt: null, note: "", suppressed: 0 },
};
const KINDS = { "#": "above", ".": "well", "?": "unknown" } as const;

/**
 * Plays evaluations 10 s apart, drawn as `#` above, `.` well, `?` too little to judge, ` ` none. What comes back is drawn beneath: `F` from where
 * it fires, `p` pending, `n` no data, `-` all is well.
 */
function play(rule: Partial<AlertRule>, drawing: string): string {
  const working = makeWorkingRule({ every: "10s", ...rule });
  let standing: (Standing & { firing: OpenFiring | null }) | undefined;
  let previousMs: number | undefined;
  return drawing.split("").map((mark, index) => {
    const kind = mark === "#" || mark === "." || mark === "?" ? KINDS[mark] : undefined;
    if (kind === undefined) return " ";
    const atMs = index * 10_000;
    const stepped = step(working, standing, { kind, value: 1, n: 1, failed: 0 }, { atMs, previousMs });
    if (stepped !== null) {
      const firing = stepped.change === "opened" ? FIRING : stepped.change === "resolved" ? null : (standing?.firing ?? null);
      standing = stepped.standing.state === "ok" ? undefined : { ...stepped.standing, firing };
    }
    previousMs = atMs;
    return standing === undefined ? "-" : standing.state === "no_data" ? "n" : standing.firing === null ? "p" : "F";
  }).join("");
}

test.each<[string, Partial<AlertRule>, string, string]>([
  ["it fires at the first evaluation above, and resolves at the first that is well", {}, ".##..", "-FF--"],
  ["a breach of one evaluation fires and resolves", {}, ".#.", "-F-"],
  ["with `for` it fires when it has been above so long", { for: "20s" }, "####.", "ppFF-"],
  ["one evaluation that is well begins `for` anew", { for: "20s" }, "##.###", "pp-ppF"],
  ["time in which nobody evaluated does not count for `for`", { for: "30s" }, "##      ####", "pp      pFFF"],
  ["after a gap `for` is not held by the gap alone", { for: "30s" }, "#          #", "p          p"],
  ["two of three evaluations above fire, with one that is well between them", { need: 2, of: 3 }, "#.#", "ppF"],
  ["two above that lie further apart do not", { need: 2, of: 3 }, "#..#...", "pppppp-"],
  ["evaluations that did not happen are no evidence for N of M", { need: 2, of: 3 }, "#      #.", "p      pp"],
  ["what fired at two of three resolves when more than one of three was well", { need: 2, of: 3 }, "##.##...", "pFFFFF--"],
  ["a breach of N-of-M held by `for`", { need: 2, of: 3, for: "20s" }, "##.##", "pppFF"],
  ["with `keepFiring` it resolves when it has been well so long", { keepFiring: "20s" }, "#...", "FFF-"],
  ["a breach begins `keepFiring` anew", { keepFiring: "20s" }, "#..#...", "FFFFFF-"],
  ["time in which nobody evaluated does not count for `keepFiring`", { keepFiring: "30s" }, "#.      ...", "FF      FF-"],
  ["without data what fires stays open, and what is well stays well", {}, "??#??.", "--Fnn-"],
  ["without data `for` waits", { for: "20s" }, "##???##", "ppnnnFF"],
  ["`noData: resolve` ends what fires", { noData: "resolve" }, "#?#", "F-F"],
  ["`noData: fire` fires", { noData: "fire" }, "?.?", "F-F"],
  ["`noData: fire` waits for `for`", { noData: "fire", for: "10s" }, "?#?.", "pFF-"],
])("%s", (_, rule, drawing, states) => {
  expect(play(rule, drawing)).toBe(states);
});
