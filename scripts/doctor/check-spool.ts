import { join, resolve } from "node:path";
import { listDeadLetters } from "@/collector/spool/dead-letters.ts";
import { DISK_FREE_BYTES_MIN } from "@/collector/spool/room.ts";
import type { Config } from "@/lib/config/env.ts";
import { formatBytes } from "@/lib/text/bytes.ts";
import { countOf } from "@/lib/text/count.ts";
import { freeBytes } from "../engine/free-space.ts";
import { existingFolder } from "./check-data-dir.ts";
import { ok, problem, type DoctorLine } from "./doctor-line.ts";

/** Whether the collector's spool has room on its disk, and whether something waits for a person. */
export async function checkSpool(config: Config): Promise<DoctorLine[]> {
  const dataDir = resolve(config.SEAMSCOPE_DATA_DIR);
  const { letters } = await listDeadLetters(join(dataDir, "dead-letters"));
  const lettersLine = `there are ${countOf(letters.length, "dead letter")}: npm run ingest -- dead-letters list`;
  return [checkRoom(config, join(dataDir, "spool")), ...(letters.length === 0 ? [] : [problem(lettersLine)])];
}

function checkRoom({ SEAMSCOPE_SPOOL_BYTES_MAX: bytesMax }: Config, spool: string): DoctorLine {
  const free = freeBytes(existingFolder(spool));
  const needed = 2 * DISK_FREE_BYTES_MIN;
  if (free < needed) return problem(`the disk of the spool ${spool} has ${formatBytes(free)} free; below ${formatBytes(needed)} senders are told to wait`);
  const holds = `the spool ${spool} may hold ${formatBytes(bytesMax)}`;
  if (free - needed < bytesMax) return ok(`${holds}, of which its disk has room for ${formatBytes(free - needed)}: give it less with SEAMSCOPE_SPOOL_BYTES_MAX, or a larger disk, to survive longer without the database`);
  return ok(`${holds}, and its disk has ${formatBytes(free)} free`);
}
