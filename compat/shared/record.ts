import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { RECEIVER_PORT } from "./ports.ts";
import { receiveOtlp } from "./receive-otlp.ts";

/** What a recording is of. Packages are named without version; the installed one is looked up. */
export interface Recording {
  name: string;
  framework: string;
  instrumentation: string;
  note: string;
}

const root = join(import.meta.dirname, "..");

/** Runs a system against a fresh receiver and writes what its exporters sent to `{folder given on the command line}/{name}.json`. */
export async function record(recording: Recording, run: (otlpUrl: string) => Promise<void>): Promise<void> {
  const receiver = await receiveOtlp(RECEIVER_PORT);
  try {
    await run(receiver.url);
  } finally {
    await receiver.stop();
  }
  const meta = {
    framework: withVersion(recording.framework),
    instrumentation: withVersion(recording.instrumentation),
    node: process.version,
    note: recording.note,
  };
  const folder = process.argv[2] ?? join(root, "recordings");
  mkdirSync(folder, { recursive: true });
  const text = scrub(JSON.stringify({ meta, requests: receiver.requests }));
  writeFileSync(join(folder, `${recording.name}.json`), `${text}\n`);
  console.log(`${recording.name}: ${receiver.requests.length} requests, ${Math.round(text.length / 1000)} kB`);
}

/** Nothing of the machine belongs into a recording: stack traces read as if the system lived in /app on a machine called host. */
function scrub(text: string): string {
  return text.replaceAll(root, "/app").replaceAll(JSON.stringify(hostname()), '"host"');
}

function withVersion(packageName: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(root, "node_modules", packageName, "package.json"), "utf8"));
  if (typeof manifest !== "object" || manifest === null || !("version" in manifest)) throw new Error(`${packageName} is not installed`);
  return `${packageName}@${String(manifest.version)}`;
}
