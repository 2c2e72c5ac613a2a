import { afterAll, expect, test } from "vitest";
import { startTestPreparer } from "@/lib/testing/start-preparer.ts";

const BODY_BYTES_MAX = 8 * 1024 * 1024;
const preparer = startTestPreparer({ bodyBytesMax: BODY_BYTES_MAX });
afterAll(() => preparer.close());

/** As many of the items as a body may hold, each another one, between head and tail. */
function filled(head: string, item: (index: number) => string, tail: string): string {
  const items: string[] = [];
  let length = head.length + tail.length;
  for (let index = 0; length < BODY_BYTES_MAX - 10_000; index += 1) {
    const text = `${index === 0 ? "" : ","}${item(index)}`;
    items.push(text);
    length += text.length;
  }
  return `${head}${items.join("")}${tail}`;
}
const two = (index: number): string => `${String.fromCharCode(33 + (index % 50) + 2)}${String.fromCharCode(62 + (Math.floor(index / 50) % 28))}`;
const spans = '{"resourceSpans":[{"scopeSpans":[{"spans":[';
const end = "]}]}]}";

test.each([
  ["empty objects", () => filled(spans, () => `{"attributes":[${"{},".repeat(1000)}{}]}`, end)],
  ["empty lists", () => filled(spans, () => `{"attributes":[${'{"values":[]},'.repeat(1000)}{}]}`, end)],
  ["short texts", () => filled(spans, (index) => `{"name":"${two(index)}","kind":"${two(index + 7)}"}`, end)],
  ["the same field again and again", () => filled(`${spans}{`, (index) => `"key":"${two(index)}"`, `}${end}`)],
  ["fractions", () => filled(spans, (index) => `{"name":${index}.5,"kind":1.5}`, end)],
  ["values of one array", () => filled(`${spans}{"attributes":[{"value":{"arrayValue":{"values":[`, () => "{}", `]}}}]}${end}`)],
  ["levels of objects", () => filled(spans, () => `${'{"value":'.repeat(200)}1${"}".repeat(200)}`, end)],
  ["numbers of sixteen digits", () => filled(spans, () => '{"value":1234567890123456}', end)],
  ["one text that is not Latin", () => filled(`${spans}{"name":"`, () => "\u0416\u0416\u0416", `"}${end}`).slice(0, BODY_BYTES_MAX / 2)],
])("JSON that is all %s does not end the process, nor its thread", { timeout: 60_000 }, async (_, body) => {
  const seen = await preparer.send(body());
  expect([200, 400]).toContain(seen.status);
  await preparer.takeGoodOne();
  expect(preparer.logged).toEqual([]);
});
