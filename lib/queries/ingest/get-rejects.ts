import type { z } from "zod";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import type { RejectAction } from "@/lib/model/ingest.ts";
import { RejectGroup, type RejectsReport } from "@/lib/model/ingest-report.ts";
import { ALL_TIME } from "../time-window.ts";
import { readRejectGroups, readRejectSamples, type RejectFilter } from "./read-rejects.ts";

/** Which rejects; what is absent narrows nothing. `reason` narrows the samples only, `samples` is how many of them. */
export interface RejectsQuestion {
  project: string;
  signal?: "traces" | "logs" | undefined;
  action?: RejectAction | undefined;
  service?: string | undefined;
  reason?: string | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  samples: number;
}

/** What was refused or changed in a window: by what was at fault, and the latest samples. */
export async function getRejects(db: Database, question: RejectsQuestion): Promise<RejectsReport> {
  const { project, signal = "", action = "", service = "", reason = "", from = ALL_TIME.from, to = ALL_TIME.to, samples } = question;
  const filter: z.input<typeof RejectFilter> = { project, signal, action, service, from, to };
  const [groups, latest] = await Promise.all([
    readRejectGroups(db, filter),
    samples === 0 ? [] : readRejectSamples(db, { ...filter, reason, limit: samples }),
  ]);
  return { groups: groups.map((group) => RejectGroup.parse(group)), groupsInAll: groups[0]?.groupsInAll ?? 0, samples: latest };
}
