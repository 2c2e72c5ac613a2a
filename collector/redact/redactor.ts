import { RE2JS } from "re2js";
import type { Attributes } from "@/lib/model/attributes.ts";
import { pointerTokens } from "@/lib/model/json-pointer.ts";
import { anchorOfPointer, byteAnchorOf, ESCAPED, matcherOf, textAnchorOf } from "./anchors.ts";
import { DETECTORS } from "./detectors/all-detectors.ts";
import { CARD } from "./detectors/card.ts";
import { PHONE } from "./detectors/phone.ts";
import type { Range } from "./detectors/detector.ts";
import { createDigest } from "./digest.ts";
import type { Finder } from "./find-secrets.ts";
import { fitsGlob, fitsPath } from "./glob.ts";
import type { FieldRule, RedactionSettings } from "./rules.ts";
import { createSensitive } from "./sensitive.ts";
import { createSuspect, type Suspicion } from "./suspicion.ts";

/** The rule under which a whole value is redacted. */
export type WholeRule = Pick<FieldRule, "name" | "action">;

/** The rule for what contracts call sensitive. */
const SENSITIVE: WholeRule = { name: "sensitive", action: "mask" };

/** Begins the path of a text that is no attribute's, so that no pointer of a contract means it. */
export const KEYLESS = ":";

/** Everything that redaction asks, made once for its settings. Paths begin with the attribute's key. */
export interface Redactor {
  digest(value: string): string;
  /** The finders of parts of a text that stands at this path. */
  findersFor(path: readonly string[]): readonly Finder[];
  /** The rule that redacts all of the value at this path. */
  wholeRule(path: readonly string[]): WholeRule | undefined;
  /** Whether anything can be found in the text at this path, or in JSON that it holds; false is certain. */
  mayMatch(text: string, path: readonly string[]): boolean;
  /** What was made of the attributes of resources and scopes, which many spans share. */
  readonly shared: WeakMap<Attributes, Attributes>;
  /** Marks where in a request's bytes something might be found. */
  suspect(body: Uint8Array): Suspicion;
}

/** Makes a redactor; the settings are taken as checked. */
export function createRedactor({ key, rules, sensitive }: RedactionSettings): Redactor {
  const active = DETECTORS.filter((detector) => rules.detectors[detector.name] !== "off");
  const detectors = active.map((detector): Finder => ({ name: detector.name, action: actionOf(rules.detectors[detector.name]), find: detector.find, mayMatch: matcherOf(detector.anchors) }));
  const anchors = [ESCAPED, ...active.flatMap((detector) => detector.anchors)];
  const ofPointers = sensitive.map(anchorOfPointer);
  const inTexts = [...anchors, ...rules.fields.map(textAnchorOf), ...ofPointers];
  const mayBeInText = matcherOf(inTexts.filter((anchor) => anchor !== undefined));
  const compiled = rules.fields.map(compile);
  const blind = compiled.filter(({ rule }) => textAnchorOf(rule) === undefined);
  const [whole, patterns] = [compiled.filter(({ finder }) => finder === undefined), compiled.filter(({ finder }) => finder !== undefined)];
  const isSensitive = createSensitive(sensitive);
  return {
    digest: createDigest(key),
    findersFor: (path) => (patterns.length === 0 ? detectors : [...patterns.filter(({ fits }) => fits(path, "within")).flatMap(({ finder }) => finder ?? []), ...detectors]),
    wholeRule: (path) => whole.find(({ fits }) => fits(path, "exact"))?.rule ?? (isSensitive(path) ? SENSITIVE : undefined),
    mayMatch: (text, path) => mayBeInText(text) || ofPointers.includes(undefined) || blind.some(({ concerns }) => concerns(path[0] ?? "")),
    shared: new WeakMap(),
    suspect: createSuspect([...anchors, ...rules.fields.map((rule) => byteAnchorOf(rule, fitsGlob)), ...ofPointers], active.includes(CARD) || active.includes(PHONE)),
  };
}

const actionOf = (action: string | undefined): FieldRule["action"] => (action === "hash" || action === "drop" ? action : "mask");

/** A rule with its pointer read and its pattern compiled. */
interface Compiled {
  rule: FieldRule;
  concerns: (key: string) => boolean;
  fits: (path: readonly string[], extent: "exact" | "within") => boolean;
  finder: Finder | undefined;
}

function compile(rule: FieldRule): Compiled {
  const tokens = pointerTokens(rule.pointer);
  const concerns = (key: string): boolean => {
    const name = key.startsWith(KEYLESS) ? key.slice(KEYLESS.length) : key;
    return rule.attributes.some((glob) => fitsGlob(glob, name));
  };
  return {
    rule,
    concerns,
    fits: (path, extent) => concerns(path[0] ?? "") && fitsPath(tokens, path.slice(1), extent),
    finder: rule.pattern === undefined ? undefined : finderOf(rule, rule.pattern),
  };
}

function finderOf({ name, action, contains }: FieldRule, pattern: string): Finder {
  const compiled = RE2JS.compile(pattern);
  return {
    name,
    action,
    mayMatch: (text) => contains === undefined || text.includes(contains),
    find(text) {
      const ranges: Range[] = [];
      for (const matcher = compiled.matcher(text); matcher.find(); ) ranges.push({ start: matcher.start(), end: matcher.end() });
      return ranges;
    },
  };
}
