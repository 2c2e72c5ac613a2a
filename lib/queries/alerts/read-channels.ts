import { z } from "zod";
import { defineQuery } from "@/lib/clickhouse/define-query.ts";
import { CHANNEL_TYPES } from "@/lib/model/alert-channel.ts";

/** Channels as they were saved last, by name; `settings` is sealed (lib/secrets/channel-settings.ts opens it). Deleted ones are left out. */
export const readChannels = defineQuery({
  name: "alert-channels",
  params: z.object({ project: z.string() }),
  row: z.object({ name: z.string(), type: z.enum(CHANNEL_TYPES), owners: z.array(z.string()), byDefault: z.boolean(), target: z.string(), savedAt: z.string(), settings: z.string() }),
  sql: `
    SELECT name, type, owners, byDefault, target, savedAt, settings
    FROM
    (
      SELECT name, type, owners, by_default AS byDefault, target, concat(replaceOne(toString(saved_at), ' ', 'T'), 'Z') AS savedAt, settings, deleted
      FROM alert_channels
      WHERE project = {project: String}
      ORDER BY saved_at DESC
      LIMIT 1 BY name
    )
    WHERE NOT deleted
    ORDER BY name`,
});
