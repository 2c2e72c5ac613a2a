import * as fc from "fast-check";
import { expect, test } from "vitest";
import { escapeToken, pointerTokens } from "./json-pointer.ts";

test("keys survive the way through a pointer, whatever is in them", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (keys) => {
      expect(pointerTokens(keys.map((key) => `/${escapeToken(key)}`).join(""))).toEqual(keys);
    }),
  );
});
