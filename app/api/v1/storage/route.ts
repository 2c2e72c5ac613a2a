import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { readConfig } from "@/lib/config/env.ts";
import { retentionDays } from "@/lib/config/retention-days.ts";
import { getStorage } from "@/lib/queries/storage/get-storage.ts";

export const GET = answer(ENDPOINTS.storage, (db) => {
  const settings = readConfig();
  return getStorage(db, { cluster: settings.CLICKHOUSE_CLUSTER, days: retentionDays(settings), now: new Date() });
});
