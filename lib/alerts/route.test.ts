import { expect, test } from "vitest";
import { makeAlertSeam } from "@/lib/testing/alert-rules.ts";
import { channelsFor } from "./route.ts";

const CHANNELS = [{ name: "works", owners: ["Works"], byDefault: false }, { name: "plans", owners: ["plans"], byDefault: false }, { name: "all", owners: [], byDefault: true }];
const owner = (team: string) => ({ team, contact: "", saidBy: "declaration" });
const seam = makeAlertSeam("planner", "worker", { owner: owner("works "), sourceOwner: owner("plans") });

test.each([
  ["both teams of the seam", { channels: [], toOwner: true }, [seam], ["plans", "works"]],
  ["what the rule names beside them, also where no such channel is", { channels: ["ops"], toOwner: true }, [seam], ["ops", "plans", "works"]],
  ["only what the rule names, where it is not for owners", { channels: ["ops"], toOwner: false }, [seam], ["ops"]],
  ["those that take what is left, where that is nobody", { channels: [], toOwner: true }, [makeAlertSeam("a", "b", { owner: null })], ["all"]],
  ["those that take what is left, of the product itself", { channels: [], toOwner: true }, [], ["all"]],
])("an alert is told to %s", (_, rule, seams, expected) => {
  expect(channelsFor(rule, seams, CHANNELS)).toEqual(expected);
});
