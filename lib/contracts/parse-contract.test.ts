import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Contract } from "@/lib/model/contract.ts";
import { contractHash } from "./contract-hash.ts";
import { parseContract, type ParseOptions } from "./parse-contract.ts";
import { problemSentence } from "./problem.ts";

const WHOLE = `# how drafts are handed over
contract: draft-for-publishing
version: 2.1.0
seam: { source: creator, target: executor }
owner: { team: content-platform, contact: "#content-oncall", model: downstream }
fallback: { owner: "human:duty-editor", agent: executor-lite }
accepts: "^2.0.0"
deprecated: { below: 2.0.0, sunset: 2027-01-31 }
payload:
  type: object
  required: [title]
  properties:
    title: { type: string, pattern: "^[A-Z]" }
    constructor: { type: string }
    address: { $ref: "#/$defs/address" }
  $defs: { address: { type: object } }
required: [intent, constraints, rationale]
invariants: [{ name: total survives, cel: "sent.total == received.total" }]
deadline: 15m
latency: { p95: 2s }
budget: { tokens: 4000 }
gate: { kind: approval, overdue: 8h, stakes: irreversible }
fan_in: { quorum: 2 }
confidence: { min: 0.7 }
capabilities: [publish]
sensitive: [/customer/email]
slo: { objective: 99.5, window: 30d }
runbook: https://wiki.example.com/drafts
mode: warn
`;

/** What is wrong, each as a sentence with its line. */
function faults(text: string, options: ParseOptions = {}): string[] {
  const parsed = parseContract(text, options);
  return parsed.ok ? [] : parsed.problems.map(problemSentence);
}

test("a whole contract is read with every term, and says nothing against itself", () => {
  const parsed = parseContract(WHOLE);
  expect(parsed).toMatchObject({ ok: true, warnings: [], contract: { contract: "draft-for-publishing", version: "2.1.0", deadline: "15m", fan_in: { quorum: 2 }, mode: "warn" } });
  expect(parsed.ok && parsed.contract.deprecated?.sunset).toBe("2027-01-31");
  expect(parsed.ok && Object.keys(parsed.contract.payload?.["properties"] ?? {})).toEqual(["title", "constructor", "address"]);
});

test("JSON, reordered keys and comments make the same contract with the same hash; another term another hash", () => {
  const yaml = parseContract(WHOLE);
  if (!yaml.ok) throw new Error("expected a contract");
  const json = parseContract(JSON.stringify(Object.fromEntries(Object.entries(yaml.contract).toReversed()), undefined, 2));
  expect(json.ok && json.contract).toEqual(yaml.contract);
  expect(json.ok && contractHash(json.contract)).toBe(contractHash(yaml.contract));
  expect(contractHash(yaml.contract)).toMatch(/^[0-9a-f]{64}$/);
  expect(contractHash({ ...yaml.contract, deadline: "16m" })).not.toBe(contractHash(yaml.contract));
});

const HEAD = "contract: draft\nversion: 1.0.0\n";

test.each([
  ["deadline: soon", 'deadline: expected a duration such as 500ms, 15m, 8h or 30d, found "soon" (line 3)'],
  ["latency: { p95: 1h30m }", 'latency.p95: expected a duration such as 500ms, 15m, 8h or 30d, found "1h30m" (line 3)'],
  ["accepts: ^^2", 'accepts: expected a semver range such as ^2.0.0, found "^^2" (line 3)'],
  ["deprecated: { below: 2 }", "deprecated.below: expected a semantic version such as 2.1.0, found the number 2 (line 3)"],
  ["deprecated: { below: 0.9.0, sunset: 2027-02-31 }", 'deprecated.sunset: expected a date such as 2027-01-31, found "2027-02-31" (line 3)'],
  ["seam: { source: a }", "seam.target: missing, expected text (line 3)"],
  ["seam:\n  source: a\n  target: b\n  traget: c", "seam.traget: unknown (line 6)"],
  ["required: [mood]", 'required[0]: expected one of intent, constraints, rationale, found "mood" (line 3)'],
  ["invariants: [{ name: n, cel: a }, { name: n, cel: b }]", "invariants[1].name: expected a name of its own, found that of invariants[0] (line 3)"],
  ["budget: { tokens: 0 }", "budget.tokens: expected more than 0, found the number 0 (line 3)"],
  ["budget: { tokens: .nan }", 'budget.tokens: expected a number that JSON can hold exactly, found "NaN" (line 3)'],
  ["budget: { tokens: 12345678901234567890 }", 'budget.tokens: expected a number that JSON can hold exactly, found "12345678901234567000" (line 3)'],
  ["gate: { kind: nobody }", 'gate.kind: expected one of approval, input, auth, policy, found "nobody" (line 3)'],
  ["fan_in: most", 'fan_in: expected all, any or a quorum such as { quorum: 2 }, found "most" (line 3)'],
  ["confidence: { min: 2 }", "confidence.min: expected at most 1, found the number 2 (line 3)"],
  ["sensitive:\n  - email", 'sensitive[0]: expected a JSON pointer such as /customer/email, found "email" (line 4)'],
  ["runbook: javascript:alert(1)", 'runbook: expected an address such as https://wiki.example.com/runbook, found "javascript:alert(1)" (line 3)'],
  ["owner: team", 'owner: expected a mapping, found "team" (line 3)'],
  ["version: 1.0.1", "version: expected once, found again (line 3)"],
  ["---\ncontract: another", "expected one document, found 2 (line 3)"],
  ["mode: [observe", "expected well-formed YAML or JSON: Flow sequence in block collection must be sufficiently indented and end with a ] (line 4)"],
  ["mode: !!js/function x", "expected plain values without tags (Unresolved tag: tag:yaml.org,2002:js/function) (line 3)"],
  ["payload: { ? [a] : b }", "payload: expected keys that are plain text (line 3)"],
  ["payload:\n  properties: { __proto__: {} }", "payload.properties: expected another key than __proto__ (line 4)"],
  ["payload: ./draft.schema.json", "payload: expected a JSON Schema written out (`npm run contracts -- push` puts the file that a path names in its place), found \"./draft.schema.json\" (line 3)"],
  ["payload: { type: objekt }", 'payload.type: expected one of array, boolean, integer, null, number, object, string, found "objekt" (line 3)'],
  ["payload: { required: title }", 'payload.required: expected array, found "title" (line 3)'],
  ["payload:\n  properties:\n    a: { minimum: '3' }", 'payload.properties.a.minimum: expected number, found "3" (line 5)'],
  ["payload:\n  properties:\n    a: { $ref: 'https://example.com/a.json' }", 'payload.properties.a.$ref: expected a reference inside the schema such as #/$defs/address, found "https://example.com/a.json"; nothing is fetched (line 5)'],
  ["payload:\n  items: { $ref: '#/$defs/nowhere' }", 'payload.items.$ref: expected a reference that leads somewhere, found "#/$defs/nowhere" (line 4)'],
  ["payload: { pattern: '(?=x)y' }", 'payload.pattern: expected a pattern that RE2 takes, found "(?=x)y": error parsing regexp: invalid or unsupported Perl syntax: `(?=` (line 3)'],
  ["payload:\n  patternProperties:\n    '(a)\\1': {}", 'payload.patternProperties.(a)\\1: expected a pattern that RE2 takes, found "(a)\\\\1": error parsing regexp: invalid escape sequence: `\\1` (line 5)'],
  ["payload: { $schema: 'http://json-schema.org/draft-04/schema#' }", 'payload.$schema: expected JSON Schema 2020-12 or draft-07, found "http://json-schema.org/draft-04/schema#" (line 3)'],
])("%s is refused: %s", (line, expected) => {
  expect(faults(`${HEAD}${line}\n`)).toEqual([expected]);
});

test("an unknown term is told with those that a contract has", () => {
  expect(faults(`${HEAD}colour: red\n`)).toEqual([expect.stringMatching(/^colour: unknown; a contract has contract, version, seam, .*, mode \(line 3\)$/)]);
});

test("every problem of a file is told at once, in the order of its lines", () => {
  expect(faults("version: 2\nmode: strict\npayload:\n  type: objekt\n").map((fault) => fault.replace(/:.*\(/, " ("))).toEqual(["contract (line 1)", "version (line 1)", "mode (line 2)", "payload.type (line 4)"]);
});

test.each([["nothing", ""], ["a comment", "# later\n"], ["null", "null"], ["a text", "hello"], ["a list", "- 1"]])("%s is no contract", (_, text) => {
  expect(faults(text)).toHaveLength(1);
});

test("what makes a bomb is refused: aliases of aliases, an alias of its own, depth, size", () => {
  const bomb = ["a: &a [x, x, x, x, x, x, x, x, x]", ...["b", "c", "d", "e", "f", "g"].map((key, index) => `${key}: &${key} [${Array(9).fill(`*${"abcdef"[index]}`).join(", ")}]`)].join("\n");
  expect(faults(`${HEAD}payload:\n  ${bomb.replaceAll("\n", "\n  ")}`)).toEqual([expect.stringMatching(/expected at most 20000 values/)]);
  expect(faults(`${HEAD}payload: &p { a: *p, b: *p }`)[0]).toMatch(/expected at most/);
  expect(faults(`${HEAD}payload: ${"[".repeat(70)}${"]".repeat(70)}`)).toEqual([expect.stringMatching(/expected at most 64 levels/)]);
  expect(faults(`a: &a x\n${Array.from({ length: 20_000 }, (_, index) => `k${index}: *a`).join("\n")}`)).toEqual([expect.stringMatching(/expected at most 20000 values/)]);
  for (const deeper of ["[", "{a: ", "- ", "? "]) expect(faults(deeper.repeat(50_000))).toEqual([expect.stringMatching(/expected at most 64 levels/)]);
  expect(faults(`${HEAD}# ${"x".repeat(300_000)}`)).toEqual([expect.stringMatching(/expected at most 262144 characters, found 300033 \(line 1\)/)]);
}, 30_000);

const chain = (length: number, nest: (ref: string) => unknown) => `${HEAD}payload: ${JSON.stringify({ $ref: "#/$defs/x0", $defs: { ...Object.fromEntries(Array.from({ length }, (_, index) => [`x${index}`, nest(`#/$defs/x${index + 1}`)])), [`x${length}`]: { type: "string" } } })}`;
const nots = (ref: string) => Array.from({ length: 50 }).reduce<unknown>((inner) => ({ not: inner }), { $ref: ref });

test("a chain of references is refused before it is followed to the end of the stack; circles are fine", () => {
  for (const text of [chain(2500, ($ref) => ({ $ref })), chain(180, nots)]) expect(faults(text)).toEqual([expect.stringMatching(/^payload: expected at most 200 levels of schema/)]);
  expect(faults(chain(90, ($ref) => ({ properties: { next: { $ref }, all: { $ref: "#" } } })))).toEqual([]);
}, 30_000);

test("an alias is the value that it stands for", () => {
  expect(faults(`${HEAD}mode: *m`)).toEqual(["mode: expected an anchor &m before this alias (line 3)"]);
  const parsed = parseContract(`${HEAD}payload: { properties: { a: &name { type: string }, b: *name } }`);
  expect(parsed.ok && parsed.contract.payload).toEqual({ properties: { a: { type: "string" }, b: { type: "string" } } });
});

test("an expression that the checker refuses is told at its line, with its reason", () => {
  const text = `${HEAD}invariants:\n  - { name: fine, cel: "true" }\n  - { name: broken, cel: "sent. ==" }\n`;
  expect(faults(text, { checkCel: (source) => (source.includes(". ") ? "unexpected ==" : undefined) })).toEqual([
    "invariants[1].cel: expected a CEL expression over sent and received: unexpected == (line 5)",
  ]);
});

const read = (schema: string) => ({ readFile: (path: string) => (path === "./draft.schema.json" ? schema : undefined) });

test("a path is replaced by its file, whose problems are told in that file", () => {
  const text = `${HEAD}payload: ./draft.schema.json\n`;
  const parsed = parseContract(text, read('{ "type": "object" }'));
  expect(parsed.ok && parsed.contract.payload).toEqual({ type: "object" });
  expect(faults(text, read('{\n  "type": "objekt"\n}'))).toEqual([expect.stringMatching(/^payload\.type: expected one of .* \(\.\/draft\.schema\.json line 2\)$/)]);
  expect(faults(text, read("{"))).toEqual([expect.stringMatching(/\(\.\/draft\.schema\.json line 1\)$/)]);
  expect(faults(`${HEAD}payload: ./other.json\n`, read("{}"))).toEqual([expect.stringMatching(/^payload: expected the path of a file that can be read.* \(line 3\)$/)]);
});

test("what checks nothing or contradicts itself is warned of, not refused", () => {
  const parsed = parseContract(`${HEAD}accepts: ^2.0.0\ndeprecated: { below: 1.1.0 }\npayload:\n  requierd: [a]\n  properties: { a: { format: shoe-size, x-note: fine } }\n`);
  expect(parsed.ok && parsed.warnings.map(problemSentence)).toEqual([
    "accepts: ^2.0.0 leaves out 1.0.0, the version of this very contract (line 3)",
    "deprecated.below: everything below 1.1.0 is deprecated, and so is this very version, 1.0.0 (line 4)",
    "payload.requierd: is no keyword of JSON Schema and checks nothing (line 6)",
    'payload.properties.a.format: "shoe-size" is no format that is known, and checks nothing (line 7)',
  ]);
});

test("no text makes the reader throw, pollute or point outside the text", () => {
  const fragments = fc.constantFrom("contract: x\n", "version: 1.0.0\n", "payload:\n", "  type: object\n", "  properties: { a: {} }\n", "__proto__: { x: 1 }\n", "&a ", "*a", "[", "]", "{", "}", "- ", "? ", ": ", '"', "'", "|\n", "!!map ", "\t", "---\n", "\ud800", "<<: *a\n");
  const anyText = fc.oneof(fc.string(), fc.array(fc.oneof(fragments, fc.string({ maxLength: 5 })), { maxLength: 20 }).map((parts) => parts.join("")));
  fc.assert(fc.property(anyText, (text) => {
    const parsed = parseContract(text);
    const lines = text.split(/\r\n|\r|\n/).length;
    for (const problem of parsed.ok ? parsed.warnings : parsed.problems) {
      expect(problem.line).toBeGreaterThan(0);
      expect(problem.line).toBeLessThanOrEqual(lines);
      expect(problem.message).not.toBe("");
    }
    expect("x" in {}).toBe(false);
  }), { numRuns: 500 });
});

test("whatever contract is stored is read back as itself", () => {
  const anyContract = fc.record({ contract: fc.string({ minLength: 1, unit: fc.constantFrom("a", "é", ":", "#", "'", "{") }), version: fc.constantFrom("1.0.0", "0.1.0-rc.1"), mode: fc.constantFrom("observe", "enforce"), deadline: fc.constantFrom("15m", "8 h") });
  fc.assert(fc.property(anyContract, (raw) => {
    const contract = Contract.parse(raw);
    expect(parseContract(JSON.stringify(contract))).toMatchObject({ ok: true, contract });
  }));
});
