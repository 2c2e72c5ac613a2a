import { expect, test } from "vitest";
import { freshDatabase } from "./fresh-database.ts";

const TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

test("a fresh database keeps a span row, and the next fresh database does not see it", async () => {
  const first = await freshDatabase();
  const second = await freshDatabase();
  await first.db.insert("spans", [
    { project: "default", trace_id: TRACE_ID, span_id: "b7ad6b7169203331", name: "plan", start_unix_nano: "1764547200000000001" },
  ]);
  const countSpans = "SELECT name, start_unix_nano FROM spans WHERE trace_id = {traceId: String}";
  expect(await first.db.select("test", countSpans, { traceId: TRACE_ID })).toEqual([
    { name: "plan", start_unix_nano: "1764547200000000001" },
  ]);
  expect(await second.db.select("test", countSpans, { traceId: TRACE_ID })).toEqual([]);
  await first.dispose();
  await second.dispose();
});

test("a disposed database is gone", async () => {
  const gone = await freshDatabase();
  const witness = await freshDatabase();
  await gone.dispose();
  const named = "SELECT count() AS n FROM system.databases WHERE name = {name: String}";
  expect(await witness.db.select("test", named, { name: gone.config.CLICKHOUSE_DATABASE })).toEqual([{ n: "0" }]);
  await witness.dispose();
});
