import * as fc from "fast-check";
import { expect, test } from "vitest";
import { ByteBuffer, varintBytes } from "./byte-buffer.ts";
import { appendString } from "./text-bytes.ts";

test("a String is its length in bytes as a varint and then UTF-8, whatever the text", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: "grapheme", minLength: 100, maxLength: 300 }))), (texts) => {
      const buffer = new ByteBuffer(1);
      for (const text of texts) appendString(buffer, text);
      const expected = texts.flatMap((text) => [...varint(Buffer.byteLength(text)), ...Buffer.from(text)]);
      expect([...buffer.written()]).toEqual(expected);
    }),
  );
});

test("a varint takes as many bytes as were counted for it", () => {
  for (const value of [0, 0x7f, 0x80, 0x3fff, 0x4000, 0x1f_ffff, 0x20_0000, 0xfff_ffff, 0x1000_0000, 0xffff_ffff]) {
    const buffer = new ByteBuffer();
    buffer.varint(value);
    expect(buffer.length).toBe(varintBytes(value));
  }
});

test("what was written since the mark can be taken back, or written again", () => {
  const buffer = new ByteBuffer();
  buffer.ascii("ab");
  buffer.mark();
  buffer.ascii("cde");
  buffer.repeat(3);
  expect(Buffer.from(buffer.written()).toString()).toBe("abcdecdecdecde");
  buffer.rollback();
  expect(Buffer.from(buffer.written()).toString()).toBe("ab");
});

test("memory that one huge block needed is given back when the blocks after it need little", () => {
  const buffer = new ByteBuffer();
  buffer.append(new Uint8Array(5_000_000));
  buffer.clear();
  expect(buffer.bytes.length).toBeGreaterThan(1_000_000);
  buffer.ascii("little");
  buffer.clear();
  expect(buffer.bytes.length).toBeLessThan(100_000);
  buffer.append(new Uint8Array(50_000_000));
  buffer.clear();
  expect(buffer.bytes.length).toBeLessThan(100_000);
});

function varint(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(value >>> 7)];
}
