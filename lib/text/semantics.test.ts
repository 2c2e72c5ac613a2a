import { expect, test } from "vitest";
import { FINDING_CLASSES } from "@/lib/model/vocabulary.ts";
import { writeSemantics } from "@/lib/seams/checks/write-semantics.ts";
import { FINDING_WORDS } from "./finding-words.ts";
import { readSemantics } from "./semantics.ts";

test("the document as it is written is read whole: every class with its sentence and its points", () => {
  const { opening, classes } = readSemantics(writeSemantics());
  expect(opening.length).toBeGreaterThan(0);
  expect(classes.map((explained) => explained.id)).toEqual([...FINDING_CLASSES]);
  for (const { intro, points } of classes) {
    expect(intro.length).toBeGreaterThan(0);
    expect(points.length).toBeGreaterThanOrEqual(3);
    for (const point of points) expect(point[0]?.kind).toBe("strong");
  }
});

test("code and strong words are told from plain ones", () => {
  const { classes } = readSemantics("# T\n\nOpening.\n\n## lost\n\nNo `received` leg.\n\n- **Severity:** error\n- **Raised when:** two\n  lines\n");
  expect(classes[0]).toEqual({
    id: "lost",
    intro: [{ kind: "plain", text: "No " }, { kind: "code", text: "received" }, { kind: "plain", text: " leg." }],
    points: [
      [{ kind: "strong", text: "Severity:" }, { kind: "plain", text: " error" }],
      [{ kind: "strong", text: "Raised when:" }, { kind: "plain", text: " two lines" }],
    ],
  });
});

test("every finding class has its label, meaning and clause", () => {
  for (const of of FINDING_CLASSES) expect(Object.values(FINDING_WORDS[of]).every((text) => text.length > 3)).toBe(true);
});
