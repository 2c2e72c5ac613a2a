import type { Database } from "@/lib/clickhouse/open-database.ts";
import { readChannels } from "@/lib/queries/alerts/read-channels.ts";

/**
 * Deletes a channel, and the settings that were sealed for it are no longer read; false when there is none of this name. What is on its way to it
 * is given up, with this as the reason.
 */
export async function deleteChannel(db: Database, project: string, name: string): Promise<boolean> {
  const channel = (await readChannels(db, { project })).find((one) => one.name === name);
  if (channel === undefined) return false;
  await db.insert("alert_channels", [{ project, name, type: channel.type, owners: [], by_default: false, target: "", settings: "", deleted: true }]);
  return true;
}
