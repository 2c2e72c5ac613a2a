import { expect, test } from "vitest";
import { Dictionary } from "./dictionary.ts";
import { finishHash, hashBytes } from "./hash-bytes.ts";

const idOf = (words: Dictionary, bytes: Uint8Array): number => words.idOf(new DataView(bytes.buffer, bytes.byteOffset), 0, bytes.length);
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

test("every word has one number, whatever came before it, and gives its bytes back", () => {
  const words = new Dictionary();
  const texts = Array.from({ length: 5000 }, (_, index) => "x".repeat(index % 7) + index.toString(36));
  const ids = texts.map((text) => idOf(words, bytesOf(text)));
  expect(new Set(ids).size).toBe(new Set(texts).size);
  expect(texts.map((text) => idOf(words, bytesOf(text)))).toEqual(ids);
  expect(ids.map((id) => Buffer.from(words.bytesOf(id)).toString())).toEqual(texts);
  words.clear();
  expect(words.size).toBe(0);
});

test("a guess of what comes next is taken only where it is right", () => {
  const words = new Dictionary();
  const [first, second, third] = ["a", "b", "c"].map((text) => idOf(words, bytesOf(text)));
  const after = (previous: number | undefined, text: string): number => words.idAfter(previous ?? 0, new DataView(bytesOf(text).buffer), 0, 1);
  expect([after(first, "b"), after(first, "b"), after(first, "c"), after(first, "c"), after(third, "a")]).toEqual([second, second, third, third, first]);
});

test("a key is plain when it is UTF-8 and does not begin with a digit", () => {
  const words = new Dictionary();
  const isPlain = (bytes: Uint8Array): boolean => words.isPlainKey(idOf(words, bytes));
  expect([bytesOf("gen_ai.agent.name"), bytesOf("é"), bytesOf(""), bytesOf("7"), Uint8Array.of(0xff)].map(isPlain)).toEqual([true, true, true, false, false]);
});

test("words made to have one hash cost a bounded look-up each, and are then no plain keys", () => {
  const words = new Dictionary();
  const colliding = wordsOfOneHash(400);
  const ids = colliding.map((bytes) => idOf(words, bytes));
  expect(ids.map((id, index) => Buffer.from(words.bytesOf(id)).equals(colliding[index] ?? Buffer.alloc(0)))).not.toContain(false);
  const found = ids.filter((id) => words.isPlainKey(id)).length;
  expect(found).toBeGreaterThan(100);
  expect(found).toBeLessThan(200);
});

/** Eight ASCII characters each: for any first word there is a second one that takes the hash to the same value. */
function wordsOfOneHash(count: number): Uint8Array[] {
  const seed = 0x5ea5c09e;
  const target = hashBytes(new DataView(new TextEncoder().encode("aaaaaaaa").buffer), 0, 8, seed);
  const bytes = Array.from({ length: 200 * count }, (_, index) => {
    const word = new DataView(new ArrayBuffer(8));
    word.setUint32(0, 0x61616161 + index, true);
    const afterFirst = hashBytes(word, 0, 4, seed ^ 8 ^ 4);
    word.setUint32(4, unrotated(target) ^ afterFirst, true);
    return new Uint8Array(word.buffer);
  }).filter((word) => word.every((byte) => byte < 0x80)).slice(0, count);
  expect(bytes).toHaveLength(count);
  for (const word of bytes) expect(finishHash(hashBytes(new DataView(word.buffer), 0, 8, seed))).toBe(finishHash(target));
  return bytes;
}

/** What has to stand in `hash ^ word` for the hash to become this. */
function unrotated(hash: number): number {
  const product = (hash >>> 13) | (hash << 19);
  let inverse = 0x9e3779b1;
  for (let round = 0; round < 5; round += 1) inverse = Math.imul(inverse, 2 - Math.imul(0x9e3779b1, inverse));
  return Math.imul(product, inverse);
}
