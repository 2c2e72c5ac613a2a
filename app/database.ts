import { connection } from "next/server";
import { readConfig } from "@/lib/config/env.ts";
import { openDatabase, type Database } from "@/lib/clickhouse/open-database.ts";

/** `next dev` loads this module again after every change; one client per process must survive that. */
const shared: typeof globalThis & { seamscopeDatabase?: Database } = globalThis;

/**
 * The database, for pages and routes on the server; throws when `CLICKHOUSE_URL` is not set. It waits for a request, or
 * Next would render the page once while building and serve those numbers for ever.
 */
export async function database(): Promise<Database> {
  await connection();
  shared.seamscopeDatabase ??= openDatabase(readConfig());
  return shared.seamscopeDatabase;
}
