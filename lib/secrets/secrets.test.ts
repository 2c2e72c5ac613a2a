import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSecrets } from "./secrets.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = join(mkdtempSync(join(tmpdir(), "seamscope-secrets-")), "data");
});
afterEach(() => rmSync(join(dataDir, ".."), { recursive: true, force: true }));

const withKey = (SEAMSCOPE_SECRETS_KEY: string) => openSecrets({ SEAMSCOPE_SECRETS_KEY, SEAMSCOPE_DATA_DIR: dataDir });
const ONE = "0123456789abcdef";

test("what was sealed opens again, with the same key, purpose and context, and says nothing of its text", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), fc.string(), (text, context) => {
    const sealed = withKey(ONE).seal("channel", context, text);
    expect(withKey(ONE).open("channel", context, sealed)).toBe(Buffer.from(text, "utf8").toString("utf8"));
    expect(withKey(ONE).open("share", context, sealed)).toBeUndefined();
    expect(withKey(ONE).open("channel", `${context}.`, sealed)).toBeUndefined();
    expect(withKey(`${ONE}0`).open("channel", context, sealed)).toBeUndefined();
    expect(withKey(ONE).seal("channel", context, text)).not.toBe(sealed);
  }), { numRuns: 50 });
});

test("whatever is changed in it, a sealed text is not opened", () => {
  const sealed = withKey(ONE).seal("channel", "on-call", "https://hooks.example.com/secret");
  fc.assert(fc.property(fc.nat(sealed.length - 1), fc.constantFrom("A", "b", "0", "_", ".", "-", " "), (at, other) => {
    fc.pre(sealed[at] !== other);
    const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
    // The last character of base64url may differ in bits that mean nothing.
    fc.pre(Buffer.from(changed.slice(3), "base64url").compare(Buffer.from(sealed.slice(3), "base64url")) !== 0 || !changed.startsWith("v1."));
    expect(withKey(ONE).open("channel", "on-call", changed)).toBeUndefined();
  }));
  for (const other of ["", "v1.", "v1", "v2.abc", sealed.slice(0, -4), `${sealed}AAAA`]) expect(withKey(ONE).open("channel", "on-call", other)).toBeUndefined();
});

test("a signature holds for its text, its purpose and its key alone", () => {
  const signature = withKey(ONE).sign("share", "h/1 until 2027");
  expect(signature).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(withKey(ONE).verify("share", "h/1 until 2027", signature)).toBe(true);
  for (const [key, purpose, text, given] of [[ONE, "share", "h/1 until 2028", signature], [ONE, "channel", "h/1 until 2027", signature], [`${ONE}0`, "share", "h/1 until 2027", signature], [ONE, "share", "h/1 until 2027", ""], [ONE, "share", "h/1 until 2027", `${signature}A`]] as const) {
    expect(withKey(key).verify(purpose, text, given)).toBe(false);
  }
});

test("a key is made at the first start, for the owner's eyes alone, and stays", () => {
  const sealed = openSecrets({ SEAMSCOPE_SECRETS_KEY: undefined, SEAMSCOPE_DATA_DIR: dataDir }).seal("channel", "a", "text");
  expect(statSync(join(dataDir, "secrets.key")).mode & 0o777).toBe(0o600);
  expect(readdirSync(dataDir)).toEqual(["secrets.key"]);
  expect(openSecrets({ SEAMSCOPE_SECRETS_KEY: undefined, SEAMSCOPE_DATA_DIR: dataDir }).open("channel", "a", sealed)).toBe("text");
  writeFileSync(join(dataDir, "secrets.key"), "short\n");
  expect(() => openSecrets({ SEAMSCOPE_SECRETS_KEY: undefined, SEAMSCOPE_DATA_DIR: dataDir })).toThrow(/secrets\.key: expected a key of 16 characters or more, found 5/);
});

test("processes that start at once in one directory have the same key", async () => {
  const program = `import { openSecrets } from ${JSON.stringify(join(process.cwd(), "lib/secrets/secrets.ts"))}; console.log(openSecrets({ SEAMSCOPE_DATA_DIR: ${JSON.stringify(dataDir)} }).sign("share", "x"));`;
  const signatures = await Promise.all(Array.from({ length: 4 }, async () => {
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program]);
    let output = "";
    child.stdout.on("data", (data: Buffer) => (output += data.toString()));
    await once(child, "close");
    return output.trim();
  }));
  expect(new Set(signatures).size).toBe(1);
  expect(signatures[0]).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(readFileSync(join(dataDir, "secrets.key"), "utf8")).toMatch(/^[0-9a-f]{64}\n$/);
}, 30_000);
