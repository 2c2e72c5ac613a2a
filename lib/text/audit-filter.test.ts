import * as fc from "fast-check";
import { expect, test } from "vitest";
import { READINESS_POINTS } from "@/lib/model/scorecard.ts";
import { makeAuditSeam } from "@/lib/testing/audit-lines.ts";
import { auditCells, AUDIT_COLUMNS } from "./audit-columns.ts";
import { type AuditFilter, countFacet, lineOf, matchesAudit, NONE, summariseAudit } from "./audit-filter.ts";

const LINES = [
  lineOf(makeAuditSeam({ seamId: "a" })),
  lineOf(makeAuditSeam({ seamId: "b", stakes: "irreversible" }, ["versioned"])),
  lineOf(makeAuditSeam({ seamId: "c", owner: null, contract: null, namedContract: "ghost" }, READINESS_POINTS)),
];
const idsOf = (filter: AuditFilter): string[] => LINES.filter((line) => matchesAudit(line, filter)).map((line) => line.seamId);

test("filters add up, and nobody, nothing and no contract can be asked for", () => {
  expect(idsOf({})).toEqual(["a", "b", "c"]);
  expect(idsOf({ owner: "content" })).toEqual(["a", "b"]);
  expect(idsOf({ owner: NONE })).toEqual(["c"]);
  expect(idsOf({ missing: "versioned" })).toEqual(["b", "c"]);
  expect(idsOf({ missing: NONE })).toEqual(["a"]);
  expect(idsOf({ missing: "versioned", stakes: "irreversible" })).toEqual(["b"]);
  expect(idsOf({ stakes: "unstated" })).toEqual(["a", "c"]);
  expect(idsOf({ contract: NONE })).toEqual(["c"]);
  expect(idsOf({ contract: "ghost" })).toEqual([]);
  expect(idsOf({ q: "EXEC content" })).toEqual(["a", "b"]);
  expect(idsOf({ q: "ghost" })).toEqual(["c"]);
});

test("the count beside a choice is how many seams it leaves, and what is chosen stays a choice", () => {
  const anyFilter = fc.record({ owner: fc.constantFrom("", "content", NONE, "gone"), missing: fc.constantFrom("", "owned", NONE), stakes: fc.constantFrom("", "irreversible"), contract: fc.constantFrom("", "draft", NONE) });
  fc.assert(
    fc.property(anyFilter, (filter) => {
      for (const facet of ["owner", "missing", "stakes", "contract"] as const) {
        const choices = countFacet(LINES, filter, facet);
        for (const { value, seams } of choices) expect(idsOf({ ...filter, [facet]: value })).toHaveLength(seams);
        const chosen = [filter[facet]].filter((value) => value !== "");
        expect(choices.map(({ value }) => value)).toEqual(expect.arrayContaining(chosen));
      }
    }),
  );
});

test("the summary counts the seams that answer each question, and all of them", () => {
  expect(summariseAudit(LINES)).toEqual({ seams: 3, documented: 2, versioned: 1, owned: 2, instrumented: 2, failure_path: 2, all: 1 });
  expect(summariseAudit([])).toEqual({ seams: 0, documented: 0, versioned: 0, owned: 0, instrumented: 0, failure_path: 0, all: 0 });
});

test("every column of the export has a name of its own, a meaning and a cell in each row", () => {
  const cells = auditCells(makeAuditSeam({}, ["owned"]), { generatedAt: "g", from: "f", to: "t" });
  expect(cells).toHaveLength(AUDIT_COLUMNS.length);
  expect(new Set(AUDIT_COLUMNS.map(({ column }) => column)).size).toBe(AUDIT_COLUMNS.length);
  const of = (column: string) => cells[AUDIT_COLUMNS.findIndex((one) => one.column === column)];
  expect([of("owned"), of("owned_why"), of("documented"), of("readiness"), of("contract_version"), of("window_from")]).toEqual(["no", "because of owned", "yes", 4, "1.0.0", "f"]);
});
