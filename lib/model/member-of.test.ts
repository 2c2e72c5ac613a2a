import { expect, test } from "vitest";
import { memberOf } from "./member-of.ts";

test.each([
  ["/amount", "amount"], ["/refund/Amount", "amount"], ["/amount/value", "amount/value"], ["/value", "value"], ["/items/3", ""], ["", ""],
])("the member of %j is %j", (pointer, member) => {
  expect(memberOf(pointer)).toBe(member);
});
