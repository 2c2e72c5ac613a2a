import { connection } from "next/server";
import { cache } from "react";
import { askOnce } from "@/lib/clickhouse/ask-once.ts";
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

/** The same for all parts of one page while it is made: what several of them ask is asked once. Not for routes, which may wait for what comes. */
export const databaseOfPage = cache(async (): Promise<Database> => askOnce(await database()));
