import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { ChannelParts } from "@/lib/commands/alerts/save-channel.ts";
import { readConfig } from "@/lib/config/env.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readOutboundPolicy } from "@/lib/outbound/policy.ts";
import { secrets } from "./secrets.ts";

/** What commands on channels work with: the installation's key, and where requests may be sent. */
export const channelParts = (db: Database): ChannelParts => ({ db, project: PROJECT, secrets: secrets(), policy: readOutboundPolicy(readConfig()) });
