import { join } from "node:path";
import { type DeadLetter, listDeadLetters, readDeadLetter } from "@/collector/spool/dead-letters.ts";
import { formatBytes } from "@/lib/text/bytes.ts";
import { countOf } from "@/lib/text/count.ts";

const LINES_SHOWN = 5;
const LINE_CHARS = 2000;
const REASON_CHARS = 90;

/** Lines that list all dead letters of a folder, oldest first. */
export async function listLines(dir: string): Promise<string[]> {
  const { letters, replaying, unreadable } = await listDeadLetters(dir);
  const lines = [
    ...letters.map((letter) => lineOf(letter, "")),
    ...replaying.map((letter) => lineOf(letter, "is being replayed: ")),
    ...unreadable.map(({ id, problem }) => `${id}  cannot be read: ${problem}`),
  ];
  if (lines.length === 0) return [`There are no dead letters in ${dir}.`];
  return [...lines, "", `${countOf(lines.length, "dead letter")} in ${dir}; "dead-letters show ID" tells more, "dead-letters replay ID" puts one back.`];
}

const lineOf = ({ id, rows, table, bytes, setAsideAt, reason }: DeadLetter, state: string): string =>
  `${id}  ${new Date(setAsideAt).toISOString()}  ${countOf(rows, "row")} of ${table}, ${formatBytes(bytes)}  ${state}${plain(reason, REASON_CHARS)}`;

/** Lines that tell all about one dead letter, with its first rows where they are text; undefined when there is none of that id. */
export async function showLines(dir: string, id: string): Promise<string[] | undefined> {
  const read = await readDeadLetter(dir, id);
  if (read === undefined) return undefined;
  const { letter, chunk } = read;
  const { reason, traceIds, at, setAsideAt } = letter;
  return [
    `${countOf(letter.rows, "row")} of the table ${letter.table} as ${letter.format}, ${formatBytes(letter.bytes)}`,
    `received    ${new Date(at).toISOString()}`,
    `set aside   ${new Date(setAsideAt).toISOString()} by the collector ${letter.collector}`,
    `because     ${plain(reason, LINE_CHARS)}`,
    `traces      ${traceIds.length === 0 ? "none known" : traceIds.slice(0, LINES_SHOWN).join(", ")}${traceIds.length > LINES_SHOWN ? ` and ${traceIds.length - LINES_SHOWN} more` : ""}`,
    `file        ${join(dir, id)}: its first line is what stands above, the rest are the rows`,
    ...(letter.broken ? ["It holds what a damaged disk left, not rows, so it cannot be replayed."] : rowsOf(letter, chunk)),
  ];
}

function rowsOf({ format }: DeadLetter, chunk: Buffer): string[] {
  if (format !== "JSONEachRow") return [`Its rows are in ClickHouse's binary format ${format}: tail -n +2 FILE | clickhouse local --input-format ${format} -q "SELECT * FROM table"`];
  const lines = chunk.toString("utf8").split("\n").filter((line) => line !== "");
  return ["", ...lines.slice(0, LINES_SHOWN).map((line) => plain(line, LINE_CHARS)), ...(lines.length > LINES_SHOWN ? [`… and ${lines.length - LINES_SHOWN} more`] : [])];
}

/** Text of others for a terminal: what could move its cursor is shown as spaces. */
function plain(text: string, charsMax: number): string {
  const harmless = text.replaceAll(/[\p{Cc}\p{Cf}]/gu, " ");
  return harmless.length > charsMax ? `${harmless.slice(0, charsMax)} …` : harmless;
}
