import { describeTables } from "@/lib/clickhouse/retention/apply-retention.ts";
import { daysInForce, type Described, lifetimeOf } from "@/lib/clickhouse/retention/lifetimes.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { EXPIRING, type KindRetention, RETENTION_KINDS, RETENTION_SETTINGS, type RetentionKind, type StorageReport, type StoredTable } from "@/lib/model/retention.ts";
import { forecastDisk } from "./forecast-disk.ts";
import { readExtents } from "./read-extents.ts";
import { readKeptFrom } from "./read-kept-from.ts";
import { readDisks, readSystemTables, readTableSizes } from "./read-tables.ts";

/** Which cluster there is, if any, and the retention this process was started with. */
export interface StorageQuestion {
  cluster: string | undefined;
  days: Record<RetentionKind, number>;
  now: Date;
}

/** What is stored, how long it is kept, and how long that can go on. What the account may not see is named and left out. */
export async function getStorage(db: Database, { cluster, days, now }: StorageQuestion): Promise<StorageReport> {
  const unreadable: string[] = [];
  const orNothing = async <Row>(what: string, asked: Promise<Row[]>): Promise<Row[]> => {
    try {
      return await asked;
    } catch (error) {
      if (!(await db.ping())) throw error;
      unreadable.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    }
  };
  const [sizes, described, system, disks, extents, keptFrom] = await Promise.all([
    orNothing("sizes of tables (system.parts)", readTableSizes(db, cluster)),
    orNothing("lifetimes of tables (system.tables)", describeTables(cluster)(db, { database: db.name })),
    orNothing("the database's own logs (system.tables)", readSystemTables(db, cluster)),
    orNothing("disks (system.disks)", readDisks(db, cluster)),
    readExtents(db, { nowS: Math.floor(now.getTime() / 1000) }),
    readKeptFrom(db),
  ]);
  const retention = RETENTION_KINDS.map((kind) => retentionOf(kind, { days: days[kind], described, keptFromMs: keptFrom[kind] }));
  const tables = sizes.map((size): StoredTable => {
    const extent = extents.find((one) => one.table === size.table && one.rows > 0);
    return { ...size, oldestAt: extent?.oldestAt ?? null, newestAt: extent?.newestAt ?? null, recentRows: extent?.recentRows ?? null, ttl: lifetimeOf(described.find((one) => one.table === size.table)?.createQuery ?? "") };
  });
  return {
    tables,
    system: system.map(({ createQuery, ...rest }) => ({ ...rest, ttl: lifetimeOf(createQuery) })),
    disks,
    retention,
    forecast: forecastDisk({ tables, disks, retention, nowMs: now.getTime() }),
    unreadable,
  };
}

function retentionOf(kind: RetentionKind, { days, described, keptFromMs }: { days: number; described: readonly Described[]; keptFromMs: number | undefined }): KindRetention {
  const own = EXPIRING.find((one) => one.kind === kind);
  const table = described.find((one) => one.table === own?.table);
  return {
    kind,
    setting: RETENTION_SETTINGS[kind],
    days,
    daysInForce: own === undefined || table === undefined ? 0 : daysInForce(own, table),
    keptFrom: keptFromMs === undefined ? null : new Date(keptFromMs).toISOString(),
  };
}
