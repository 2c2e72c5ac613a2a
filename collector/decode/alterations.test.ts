import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ALTERATIONS } from "./alterations.ts";

test("docs/otlp.md explains every reason under which kept records are counted", () => {
  const docs = readFileSync("docs/otlp.md", "utf8");
  for (const reason of Object.keys(ALTERATIONS)) expect(docs).toContain(`\`${reason}\``);
});
