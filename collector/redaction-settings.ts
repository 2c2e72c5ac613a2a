import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "@/lib/config/env.ts";
import { parseRules } from "./redact/parse-rules.ts";
import type { RedactionRules, RedactionSettings } from "./redact/rules.ts";

const KEY_FILE = "redaction.key";
const KEY_BYTES = 32;
const KEY_CHARS_MIN = 16;

/** Rules and key of redaction, from the file and the setting that the configuration names. Throws one error that lists every problem of the file. */
export function readRedactionSettings(config: Pick<Config, "SEAMSCOPE_REDACTION_RULES" | "SEAMSCOPE_REDACTION_KEY" | "SEAMSCOPE_DATA_DIR">): Omit<RedactionSettings, "sensitive"> {
  const rules = readRules(config.SEAMSCOPE_REDACTION_RULES);
  return { rules, key: config.SEAMSCOPE_REDACTION_KEY ?? readKey(config.SEAMSCOPE_DATA_DIR) };
}

function readRules(path: string | undefined): RedactionRules {
  const parsed = parseRules(path === undefined ? "" : readRulesFile(path));
  if (parsed.ok) return parsed.rules;
  throw new Error(`Cannot use the redaction rules in ${path}: ${parsed.problems.join("; ")}`);
}

function readRulesFile(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new Error(`SEAMSCOPE_REDACTION_RULES: expected a file that can be read, found ${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** The key that was made at the first start; two collectors that start at once in one directory end up with the same. */
function readKey(dataDir: string): string {
  const path = join(dataDir, KEY_FILE);
  const own = `${path}.${process.pid}`;
  mkdirSync(dataDir, { recursive: true });
  if (!existsSync(path)) {
    // Made beside and linked, so that nobody reads half a key.
    writeFileSync(own, `${randomBytes(KEY_BYTES).toString("hex")}\n`, { mode: 0o600, flush: true });
    try {
      linkSync(own, path);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    } finally {
      rmSync(own);
    }
  }
  const key = readFileSync(path, "utf8").trim();
  if (key.length >= KEY_CHARS_MIN) return key;
  throw new Error(`${path}: expected a key of ${KEY_CHARS_MIN} characters or more, found ${key.length}; delete the file to have one made, after which the digests in older marks compare no more`);
}
