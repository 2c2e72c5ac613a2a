import { Ajv, type Options } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormatsModule from "ajv-formats";
import { RE2JS } from "re2js";
import { isJson } from "./subschemas.ts";

/** ajv-formats is CommonJS; bundlers and Node disagree on where its function is. */
const addFormats = "default" in addFormatsModule ? addFormatsModule.default : addFormatsModule;

/** RE2 in place of JavaScript's regular expressions, as everywhere where a pattern is not ours. ajv keeps patterns by their text form. */
const re2 = Object.assign((pattern: string) => {
  const compiled = RE2JS.compile(pattern);
  return { test: (text: string) => compiled.matcher(text).find(), toString: () => pattern };
}, { code: "re2" });

const OPTIONS: Options = { strict: false, allErrors: true, inlineRefs: false, code: { regExp: re2 }, validateFormats: true, logger: false };

/** Schemas without `$schema` are of 2020-12. */
const DIALECTS = { "2020-12": /^https:\/\/json-schema\.org\/draft\/2020-12\/schema#?$/, "draft-07": /^https?:\/\/json-schema\.org\/draft-07\/schema#?$/ } as const;
export type Dialect = keyof typeof DIALECTS;

/** The dialect that `$schema` names; undefined when it is none we read. */
export function dialectOf(schema: unknown): Dialect | undefined {
  const named = isJson(schema) ? schema["$schema"] : undefined;
  if (named === undefined) return "2020-12";
  return typeof named !== "string" ? undefined : DIALECTS["2020-12"].test(named) ? "2020-12" : DIALECTS["draft-07"].test(named) ? "draft-07" : undefined;
}

/** A validator of its own for one schema, so that `$id`s of two schemas cannot meet. */
export function newAjv(dialect: Dialect): Ajv {
  const ajv = dialect === "draft-07" ? new Ajv(OPTIONS) : new Ajv2020(OPTIONS);
  addFormats(ajv, { mode: "full" });
  return ajv;
}

/** Why RE2 does not take a pattern; undefined when it does. Look-around and back-references are the usual reasons. */
export function patternFault(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
