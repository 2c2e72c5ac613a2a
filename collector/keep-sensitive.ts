import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import semver from "semver";
import { z } from "zod";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import type { StoredContract } from "@/lib/model/contract.ts";
import { readContractsStamp } from "@/lib/queries/contracts/read-contracts-stamp.ts";
import { readContracts } from "@/lib/queries/contracts/read-contracts.ts";
import type { Preparer } from "./prepare/preparer.ts";

const LOOK_EVERY_MS = 1000;
const FILE = "sensitive-pointers.json";
const SHOWN_MAX = 5;
const KnownPointers = z.array(z.string());

/** What is needed to know what contracts call sensitive. */
interface SensitiveParts {
  db: Database;
  project: string;
  preparer: Pick<Preparer, "setSensitive">;
  /** Where what was known last is kept, for a start while the database is away. */
  dataDir: string;
  log: (line: string) => void;
}

/** Looks every second whether contracts were pushed, and tells the preparer what they call sensitive. */
export interface SensitiveKeeper {
  stop(): Promise<void>;
}

/** The pointers that contracts call sensitive: of the version that was pushed last, and of every other one that it does not deprecate. */
export function sensitivePointers(latestFirst: readonly StoredContract[]): string[] {
  const pointers = [...groupBy(latestFirst, (push) => push.contract.contract).values()].flatMap((pushes) => {
    const below = pushes[0]?.contract.deprecated?.below;
    const counting = pushes.filter((push, index) => index === 0 || below === undefined || !semver.lt(push.contract.version, below));
    return counting.flatMap((push) => push.contract.sensitive ?? []);
  });
  return [...new Set(pointers)].toSorted();
}

/** Begins to look; what is pushed holds a second later. While the database is away what was known last holds, also after a start. */
export async function keepSensitive({ db, project, preparer, dataDir, log }: SensitiveParts): Promise<SensitiveKeeper> {
  const path = join(dataDir, FILE);
  let known = await readKnown(path, log);
  let stamp: string | undefined;
  let failing = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  preparer.setSensitive(known);

  const ask = async (): Promise<void> => {
    const now = (await readContractsStamp(db, { project }))[0]?.stamp ?? "";
    if (now === stamp) return;
    const pointers = sensitivePointers(await readContracts(db, { project }));
    if (pointers.join("\n") !== known.join("\n")) {
      preparer.setSensitive(pointers);
      known = pointers;
      log(`contracts call ${pointers.length} JSON pointers sensitive now: ${pointers.slice(0, SHOWN_MAX).join(", ")}${pointers.length > SHOWN_MAX ? ", …" : ""}`);
      await keep(dataDir, path, pointers);
    }
    stamp = now;
  };
  const look = async (): Promise<void> => {
    try {
      await ask();
      failing = false;
    } catch (error) {
      if (!failing) log(`Cannot look what contracts call sensitive, and will again; the ${known.length} pointers known last hold: ${error instanceof Error ? error.message : String(error)}`);
      failing = true;
    }
    if (!stopped) timer = setTimeout(again, LOOK_EVERY_MS);
  };
  let running = look();
  function again(): void {
    running = look();
  }
  await running;
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
      return running;
    },
  };
}

async function readKnown(path: string, log: (line: string) => void): Promise<string[]> {
  try {
    return KnownPointers.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    const isFirstStart = error instanceof Error && "code" in error && error.code === "ENOENT";
    if (!isFirstStart) log(`${path} cannot be read, so nothing counts as sensitive until the database has been asked: ${error instanceof Error ? error.message : String(error)}`);
    return [];
  }
}

/** Written beside and moved, so that a crash leaves the old or the new one. */
async function keep(dataDir: string, path: string, pointers: readonly string[]): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  await writeFile(`${path}.new`, JSON.stringify(pointers), { flush: true, mode: 0o600 });
  await rename(`${path}.new`, path);
}
