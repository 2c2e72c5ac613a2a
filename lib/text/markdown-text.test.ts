import * as fc from "fast-check";
import { marked } from "marked";
import { describe, expect, test } from "vitest";
import { markdownCode, markdownLink, markdownText } from "./markdown-text.ts";

const HOSTILE = fc.array(
  fc.oneof(
    fc.constantFrom("`", "``", "```\n", "|", "\n", "\r\n", "\n\n", "# ", "- ", "1. ", "> ", "***", "__", "~~", "[", "](", "](http://evil.example)", "![x](http://evil.example/x.png)", "<img src=x onerror=alert(1)>", "<script>", "</td>", "<!--", "-->", "<http://evil.example>", "http://evil.example", "https://evil.example/?a=b", "www.evil.example", "mailto:a@evil.example", "someone@evil.example", "@everyone", "#123", "$x$", "&lt;", "&#64;", "\\", "\\\\", "[^1]", "[ref]: http://x", "---", "===", "|---|", "\u202e", "\u0000", "{code}", "!image.png!"),
    fc.string({ maxLength: 6 }),
  ),
  { maxLength: 12 },
).map((parts) => parts.join(""));

/** The kinds of everything in a text that was read as Markdown. */
function kindsIn(markdown: string): string[] {
  const kinds: string[] = [];
  void marked.walkTokens(marked.lexer(markdown), ({ type }) => void kinds.push(type));
  return kinds;
}

/** Signs that stand for themselves are words like all others. */
const beyondWords = (markdown: string): string[] => kindsIn(markdown).filter((kind) => kind !== "text" && kind !== "escape");

describe("text of strangers", () => {
  test("stays text in a line and never starts a block of its own", () => {
    fc.assert(
      fc.property(HOSTILE, (text) => {
        expect(beyondWords(`- Name: ${markdownText(text)}`)).toEqual(["list", "list_item"]);
      }),
      { numRuns: 2000 },
    );
  });

  test("stays in its cell of a table", () => {
    fc.assert(
      fc.property(HOSTILE, HOSTILE, (one, two) => {
        const table = `| A | B |\n|---|---|\n| ${markdownText(one)} | ${markdownText(two)} |`;
        expect(beyondWords(table)).toEqual(["table"]);
        expect(marked.parse(table, { async: false }).match(/<td>/g)).toHaveLength(2);
      }),
      { numRuns: 2000 },
    );
  });

  test("mentions nobody, refers to nothing and holds no address that a tracker would make a link of", () => {
    fc.assert(
      fc.property(HOSTILE, (text) => {
        const shown = markdownText(text);
        expect(shown).not.toMatch(/@[\w-]|#\d|:\/\/|www\.|[\n\r]|\p{Cc}/u);
        expect(shown).not.toContain("\u202e");
      }),
      { numRuns: 2000 },
    );
  });

  test("an id in code is one piece of code and loses nothing but runs of spaces", () => {
    fc.assert(
      fc.property(fc.oneof(HOSTILE, fc.string()), (text) => {
        expect(beyondWords(`- Handoff: ${markdownCode(text)}`)).toEqual(["list", "list_item", "codespan"]);
      }),
      { numRuns: 2000 },
    );
    expect(["a`b|c", "`", "``x", " x ", ""].map(markdownCode)).toEqual(["``a`b|c``", "`` ` ``", "``` ``x ```", "`  x  `", "` – `"]);
  });

  test("a masked value keeps its mark", () => {
    expect(markdownText("card [redacted:card:0123456789abcdef] used")).toBe(String.raw`card \[redacted:card:0123456789abcdef\] used`);
  });
});

test("one of our addresses cannot be ended by what stands in it", () => {
  expect(markdownLink("http://x/h/a>b c<d\\")).toBe("<http://x/h/a%3eb%20c%3cd%5c>");
});
