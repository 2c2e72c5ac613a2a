import { expect, test } from "vitest";
import { checkFreeSpace } from "./free-space.ts";

test.runIf(process.platform === "linux")("a data directory that cannot be made is refused with a sentence", () => {
  expect(checkFreeSpace("/proc/seamscope/data")).toMatchObject({ kind: "failure", message: expect.stringContaining("Cannot write to the data directory /proc/seamscope/data") });
});
