import { join, resolve } from "node:path";
import { listDeadLetters, removeDeadLetter } from "@/collector/spool/dead-letters.ts";
import { readConfig } from "@/lib/config/env.ts";
import { countOf } from "@/lib/text/count.ts";
import { askCollector } from "./ask-collector.ts";
import { notThere, replayLetters } from "./replay-letters.ts";
import { listLines, showLines } from "./show-letters.ts";
import { statusLines } from "./status-lines.ts";

const USAGE = `npm run ingest -- status                         what became of all records, and how the spool is doing
npm run ingest -- dead-letters list              what ClickHouse refused for good
npm run ingest -- dead-letters show ID           one of them: why, and its rows
npm run ingest -- dead-letters replay ID | all   puts them back into the spool, once their fault is gone
npm run ingest -- dead-letters drop ID           throws one away

The collector is the one at SEAMSCOPE_COLLECTOR_URL, dead letters are files in SEAMSCOPE_DATA_DIR (docs/ingest.md).`;

const config = readConfig();
const url = config.SEAMSCOPE_COLLECTOR_URL;
const dataDir = resolve(config.SEAMSCOPE_DATA_DIR);
const deadLettersDir = join(dataDir, "dead-letters");

async function main([subject, verb, id = "", ...rest]: readonly string[]): Promise<boolean> {
  if (rest.length > 0) return tell(false, [USAGE]);
  if (subject === "status" && verb === undefined) return status();
  if (subject !== "dead-letters") return tell(false, [USAGE]);
  if (verb === "list" && id === "") return tell(true, await listLines(deadLettersDir));
  if (id === "") return tell(false, [USAGE]);
  if (verb === "show") return show(id);
  if (verb === "replay") return replay(id);
  if (verb === "drop") return drop(id);
  return tell(false, [USAGE]);
}

async function status(): Promise<boolean> {
  const asked = await askCollector(url);
  const { letters } = await listDeadLetters(deadLettersDir);
  const rows = letters.reduce((sum, letter) => sum + letter.rows, 0);
  const lettersLine = `${countOf(letters.length, "dead letter")} with ${countOf(rows, "row")} in ${deadLettersDir}.`;
  if (asked.ok) return tell(true, [...statusLines(url, asked.status), lettersLine]);
  return tell(false, [`${asked.why}. Start it with npm start, or name it with SEAMSCOPE_COLLECTOR_URL.`, `What it has answered for and not stored is in ${join(dataDir, "spool")} and is stored when it runs again.`, lettersLine]);
}

async function show(id: string): Promise<boolean> {
  const lines = await showLines(deadLettersDir, id);
  return lines === undefined ? tell(false, [notThere(deadLettersDir, id)]) : tell(true, lines);
}

async function replay(id: string): Promise<boolean> {
  const { ok } = await askCollector(url);
  const replayed = await replayLetters(deadLettersDir, id, ok);
  return tell(replayed.ok, replayed.lines);
}

async function drop(id: string): Promise<boolean> {
  const dropped = await removeDeadLetter(deadLettersDir, id);
  return tell(dropped, [dropped ? `${id} is gone for good; the ledger goes on counting its rows as dead letters.` : notThere(deadLettersDir, id)]);
}

function tell(ok: boolean, lines: readonly string[]): boolean {
  for (const line of lines) (ok ? console.log : console.error)(line);
  return ok;
}

process.exitCode = await main(process.argv.slice(2)).then((ok) => (ok ? 0 : 1), (error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
