import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type CarriedKey, stitch } from "./stitch.ts";

const TASK = "handoff.correlation_id";
const HANDOFF = "handoff.id";
const THREAD = "session.id";

/** "a task=X handoff=1 session=s": what each trace carries, one trace a line. */
function rows(...lines: string[]): CarriedKey[] {
  const kinds: Record<string, string> = { task: TASK, handoff: HANDOFF, session: THREAD, a2a: "a2a.task.id", resume: "langgraph_checkpoint_ns" };
  return lines.flatMap((line) => {
    const [traceId = "", ...pairs] = line.split(" ");
    return pairs.map((pair) => {
      const [kind = "", key = ""] = pair.split("=");
      return { traceId, kind: kinds[kind] ?? kind, key };
    });
  });
}

test("strong keys join across traces, one leading to the next, whatever their kind", () => {
  const found = stitch({ traceId: "a" }, rows("a handoff=h1", "b handoff=h1 a2a=t1", "c a2a=t1 resume=node:1", "d resume=node:1", "e handoff=h9"));
  expect(found.traceIds).toEqual(["a", "b", "c", "d"]);
  expect(found.joins).toEqual([
    { kind: HANDOFF, key: "h1", traceIds: ["a", "b"] },
    { kind: "a2a.task.id", key: "t1", traceIds: ["b", "c"] },
    { kind: "langgraph_checkpoint_ns", key: "node:1", traceIds: ["c", "d"] },
  ]);
  expect(found.ambiguous).toEqual([]);
});

test("a trace that serves several business tasks is joined, and does not make one workflow of them", () => {
  const all = rows("a task=X handoff=h1", "b task=Y handoff=h2", "batch task=X task=Y task=Z handoff=h1 handoff=h2", "c task=Z");
  const found = stitch({ kind: TASK, key: "X" }, all);
  expect(found).toMatchObject({ traceIds: ["a", "batch"], shared: ["batch"] });
  expect(found.ambiguous.map(({ key, traceIds }) => [key, traceIds])).toEqual([["Y", ["b", "batch"]], ["Z", ["batch", "c"]]]);
  expect(found.ambiguous[0]?.why).toMatch(/serves 3 of them/);
  expect(stitch({ kind: HANDOFF, key: "h1" }, all).traceIds).toEqual(["a", "batch"]);
  expect(stitch({ traceId: "a" }, all).traceIds).toEqual(["a", "batch"]);
});

test("asked for a trace that serves several tasks, it is shown alone, and each of its tasks is listed", () => {
  const found = stitch({ traceId: "batch" }, rows("a task=X", "b task=Y", "batch task=X task=Y"));
  expect(found.traceIds).toEqual(["batch"]);
  expect(found.ambiguous.map((join) => join.key)).toEqual(["X", "Y"]);
});

test("work handed over to another business task is joined as far as the trace that took it", () => {
  const found = stitch({ kind: TASK, key: "X" }, rows("a task=X handoff=h1", "b task=Y handoff=h1", "c task=Y"));
  expect(found).toMatchObject({ traceIds: ["a", "b"], shared: ["b"] });
  expect(found.ambiguous).toMatchObject([{ kind: TASK, key: "Y", traceIds: ["b", "c"] }]);
});

test("a thread joins what it alone holds together, and nothing that names different tasks", () => {
  expect(stitch({ traceId: "a" }, rows("a session=s", "b session=s")).traceIds).toEqual(["a", "b"]);
  const found = stitch({ traceId: "a" }, rows("a session=s task=X", "b session=s task=Y"));
  expect(found.traceIds).toEqual(["a"]);
  expect(found.ambiguous).toMatchObject([{ kind: THREAD, key: "s", traceIds: ["a", "b"], why: expect.stringMatching(/2 different business tasks/) }]);
});

test("a thread of many traces joins nothing unless it is what was asked for", () => {
  const many = rows(...Array.from({ length: 30 }, (_, index) => `t${index} session=room`));
  const found = stitch({ traceId: "t0" }, many);
  expect(found.traceIds).toEqual(["t0"]);
  expect(found.ambiguous).toMatchObject([{ key: "room", why: expect.stringMatching(/30 traces/) }]);
  expect(stitch({ kind: THREAD, key: "room" }, many).traceIds).toHaveLength(30);
});

test("a key that looks like a constant or is in very many traces joins nothing, and the count that was not read counts", () => {
  const constant = rows(...Array.from({ length: 8 }, (_, index) => `t${index} a2a=default`));
  expect(stitch({ traceId: "t0" }, constant)).toMatchObject({ traceIds: ["t0"], ambiguous: [{ key: "default", why: expect.stringMatching(/constant/) }] });
  expect(stitch({ traceId: "a" }, rows("a a2a=default", "b a2a=default")).traceIds).toEqual(["a", "b"]);
  expect(stitch({ traceId: "a" }, rows("a a2a=real-id", "b a2a=real-id"), () => 5000)).toMatchObject({ traceIds: ["a"], ambiguous: [{ why: expect.stringMatching(/5000/) }] });
});

test("a workflow without a named task takes the one that all traces it reaches agree on, and follows no further where they do not", () => {
  expect(stitch({ traceId: "a" }, rows("a handoff=h1", "b handoff=h1 task=X", "c task=X")).traceIds).toEqual(["a", "b", "c"]);
  const apart = stitch({ traceId: "a" }, rows("a handoff=h1 handoff=h2", "b handoff=h1 task=X", "c handoff=h2 task=Y", "d task=X"));
  expect(apart).toMatchObject({ traceIds: ["a", "b", "c"], shared: ["b", "c"] });
});

test("a span link joins a trace with the one it points at, from either side", () => {
  const links = [{ traceId: "b", kind: "span_link", key: "a" }, { traceId: "c", kind: "span_link", key: "b" }];
  for (const traceId of ["a", "b", "c"]) expect(stitch({ traceId }, links).traceIds).toEqual(["a", "b", "c"]);
});

test("an unknown key and an unknown trace are workflows of nothing and of themselves", () => {
  expect(stitch({ kind: TASK, key: "nobody" }, []).traceIds).toEqual([]);
  expect(stitch({ traceId: "a" }, []).traceIds).toEqual(["a"]);
});

const Row = fc.record({
  traceId: fc.constantFrom("a", "b", "c", "d", "e", "f", "g"),
  kind: fc.constantFrom(TASK, HANDOFF, "a2a.task.id", THREAD, "resume"),
  key: fc.constantFrom("k1", "k2", "k3", "default"),
});

test("the answer depends on the set of rows alone, and every trace in it is reached by a join", () => {
  fc.assert(
    fc.property(fc.array(Row, { maxLength: 30 }), fc.infiniteStream(fc.nat()), (all, dice) => {
      const found = stitch({ traceId: "a" }, all);
      const shuffled = [...all, ...all.slice(0, 5)].map((row) => ({ row, at: dice.next().value ?? 0 })).toSorted((x, y) => x.at - y.at).map(({ row }) => row);
      expect(stitch({ traceId: "a" }, shuffled)).toEqual(found);
      const reached = new Set(["a"]);
      for (let round = 0; round < 10; round += 1) {
        for (const join of found.joins) if (join.traceIds.some((traceId) => reached.has(traceId))) for (const traceId of join.traceIds) reached.add(traceId);
      }
      expect([...reached].toSorted()).toEqual(found.traceIds);
      const made = new Set(found.joins.map((join) => `${join.kind} ${join.key}`));
      expect(found.ambiguous.filter((join) => made.has(`${join.kind} ${join.key}`))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
