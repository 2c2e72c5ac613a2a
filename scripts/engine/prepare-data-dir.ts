import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { StartMessage } from "./engine-messages.ts";
import { configXml, engineFolders, usersXml } from "./engine-config.ts";

/**
 * Makes the data directory ready for the engine: fresh configuration readable by its owner only, and nothing left over that
 * would stop it from opening. Call it only while holding the lock. Returns the metadata files it moved aside.
 */
export function prepareDataDir({ dataDir, password, cluster }: Pick<StartMessage, "dataDir" | "password" | "cluster">): string[] {
  const { data, run, backups } = engineFolders(dataDir);
  for (const folder of [data, backups]) mkdirSync(folder, { recursive: true, mode: 0o700 });
  // `system` lives in memory, so the folders of its log tables are leftovers that block creating those tables again.
  rmSync(join(data, "data/system"), { recursive: true, force: true });
  const moved = moveEmptyMetadataAside(data, join(run, "aside"));
  writeOwnerOnly(join(run, "users.xml"), usersXml(password));
  writeOwnerOnly(join(run, "config.xml"), configXml(dataDir, cluster === undefined ? undefined : { cluster, password }));
  return moved;
}

/** A CREATE TABLE on a full disk leaves an empty `.sql`, and the engine then refuses to open anything. */
function moveEmptyMetadataAside(data: string, aside: string): string[] {
  const metadata = join(data, "metadata");
  const store = join(data, "store");
  const empty = [metadata, store].flatMap(sqlFiles).filter((file) => statSync(file).size === 0);
  if (empty.length > 0) mkdirSync(aside, { recursive: true, mode: 0o700 });
  for (const [index, file] of empty.entries()) renameSync(file, join(aside, `${Date.now()}-${index}.sql`));
  return empty;
}

function sqlFiles(folder: string): string[] {
  const exists = statSync(folder, { throwIfNoEntry: false }) !== undefined;
  const names = exists ? readdirSync(folder, { recursive: true, encoding: "utf8" }) : [];
  return names.filter((name) => name.endsWith(".sql")).map((name) => join(folder, name));
}

function writeOwnerOnly(file: string, text: string): void {
  // Removed first, because `mode` counts only when the file is made.
  rmSync(file, { force: true });
  writeFileSync(file, text, { mode: 0o600 });
}
