import { RE2JS } from "re2js";
import { z } from "zod";
import { type ContractProblem, problemSentence } from "@/lib/contracts/problem.ts";
import { valueAt } from "@/lib/contracts/value-at.ts";
import { readYaml, shortened } from "@/lib/contracts/yaml/read-yaml.ts";
import { issueMessage } from "@/lib/contracts/zod-problem.ts";
import { RULE_NAME } from "@/lib/model/redaction-mark.ts";
import { DETECTORS } from "./detectors/all-detectors.ts";
import { NO_RULES, REDACTION_ACTIONS, type RedactionRules } from "./rules.ts";

const RULES_MAX = 200;
const PATTERN_CHARS_MAX = 500;
/** States of RE2's program: a pattern such as `(a{500}){500}` costs time in proportion to them. */
const PROGRAM_STATES_MAX = 2000;
const DETECTOR_NAMES = DETECTORS.map((detector) => detector.name);
const RESERVED = new Set(["sensitive", ...DETECTOR_NAMES]);

const Action = z.enum(REDACTION_ACTIONS, `expected one of ${REDACTION_ACTIONS.join(", ")}`);
const Glob = z.string("expected an attribute's key such as gen_ai.input.messages, in which * is any text").min(1).max(200);
const Pointer = z
  .string("expected a JSON pointer such as /customer/email")
  .max(500)
  .regex(/^(?:\/(?:[^~/]|~[01])*)*$/, "expected a JSON pointer such as /customer/email, in which * is any one member and ** any number of them")
  .refine((pointer) => pointer.split("/").filter((token) => token === "**").length <= 1, "expected at most one **");

/** Why RE2 cannot take a pattern; undefined when it can. */
function patternFault(pattern: string): string | undefined {
  try {
    const compiled = RE2JS.compile(pattern);
    if (compiled.matcher("").matches()) return "expected a pattern that does not match the empty text";
    return compiled.programSize() > PROGRAM_STATES_MAX ? "expected a pattern with fewer repetitions" : undefined;
  } catch (error) {
    return `expected a regular expression that RE2 takes (no look-around, no back-references): ${error instanceof Error ? error.message : String(error)}`;
  }
}

const Pattern = z.string("expected a regular expression in RE2's syntax").min(1).max(PATTERN_CHARS_MAX).superRefine((pattern, context) => {
  const message = patternFault(pattern);
  if (message !== undefined) context.addIssue({ code: "custom", message });
});

const RuleShape = z.strictObject({
  name: z.string("expected a name such as customer-name").regex(RULE_NAME, "expected a name of small letters, digits and hyphens, at most 40, that begins with a letter").refine((name) => !RESERVED.has(name), "expected a name that no detector has"),
  action: Action.default("mask"),
  attributes: z.array(Glob).min(1).max(50).default(["*"]),
  pointer: Pointer.default(""),
  pattern: Pattern.optional(),
  contains: z.string("expected a text that is in all that the pattern matches").min(3).max(100).optional(),
});

const Rule = RuleShape
  .refine((rule) => rule.pointer !== "" || rule.pattern !== undefined || !rule.attributes.some((glob) => /^\*+$/.test(glob)), "expected attributes, a pointer or a pattern: this rule would redact everything")
  .transform((rule) => ({ ...rule, pattern: rule.pattern, contains: rule.pattern === undefined ? undefined : rule.contains }));

const File = z.strictObject({
  rules: z.array(Rule).max(RULES_MAX).default([]),
  detectors: z.partialRecord(z.enum(DETECTOR_NAMES), z.enum(["off", ...REDACTION_ACTIONS], `expected one of off, ${REDACTION_ACTIONS.join(", ")}`)).default({}),
});

/** Rules, or a sentence about each thing that is wrong with the file: its field, what was expected there, and the line. */
export type ParsedRules = { ok: true; rules: RedactionRules } | { ok: false; problems: string[] };

/** Reads a YAML (or JSON) file of redaction rules; "" is no file. docs/redaction.md has the format. */
export function parseRules(text: string): ParsedRules {
  if (text.trim() === "") return { ok: true, rules: NO_RULES };
  const read = readYaml(text);
  if (!read.ok) return { ok: false, problems: read.problems.map(problemSentence) };
  const parsed = File.safeParse(read.value);
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap((issue): ContractProblem[] => {
      const path = issue.path.map((part) => (typeof part === "number" ? part : String(part)));
      if (issue.code === "unrecognized_keys") return issue.keys.map((key) => read.places.problemAtKey([...path, key], `unknown; ${knownAt(path)}`));
      return [read.places.problemAt(path, issueMessage(issue, valueAt(read.value, path)))];
    });
    return { ok: false, problems: shortened(problems).map(problemSentence) };
  }
  return { ok: true, rules: { fields: parsed.data.rules, detectors: parsed.data.detectors } };
}

function knownAt(path: readonly (string | number)[]): string {
  if (path[0] === "detectors") return `the detectors are ${DETECTOR_NAMES.join(", ")}`;
  return path.length === 0 ? "a file has rules and detectors" : `a rule has ${Object.keys(RuleShape.shape).join(", ")}`;
}
