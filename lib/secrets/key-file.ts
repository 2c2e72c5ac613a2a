import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "@/lib/config/env.ts";

const KEY_FILE = "secrets.key";
const KEY_BYTES = 32;
const KEY_CHARS_MIN = 16;

/** The key of an installation: from the setting, or the one that was made at the first start. Collector and dashboard that start at once in one directory end up with the same. */
export function readSecretsKey({ SEAMSCOPE_SECRETS_KEY: set, SEAMSCOPE_DATA_DIR: dataDir }: Pick<Config, "SEAMSCOPE_SECRETS_KEY" | "SEAMSCOPE_DATA_DIR">): string {
  if (set !== undefined) return set;
  const path = join(dataDir, KEY_FILE);
  mkdirSync(dataDir, { recursive: true });
  if (!existsSync(path)) makeKey(path);
  const key = readFileSync(path, "utf8").trim();
  if (key.length >= KEY_CHARS_MIN) return key;
  throw new Error(`${path}: expected a key of ${KEY_CHARS_MIN} characters or more, found ${key.length}; bring the file back from a copy, or delete it to have one made, after which channels have to be saved anew`);
}

/** Made beside and linked, so that nobody reads half a key. */
function makeKey(path: string): void {
  const own = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(own, `${randomBytes(KEY_BYTES).toString("hex")}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(own, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    rmSync(own);
  }
}
