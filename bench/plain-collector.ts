import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { gunzipSync } from "node:zlib";
import { openDatabase } from "@/lib/clickhouse/open-database.ts";
import { readConfig } from "@/lib/config/env.ts";
import { rowObjectsByProtobufjs } from "./protobufjs-rows.ts";

/**
 * The collector one would write in an afternoon, to measure ours against: protobufjs, row objects, JSONEachRow in blocks of
 * 10,000, one insert at a time. It answers before it has stored, keeps nothing on disk, checks and redacts nothing.
 */
const BLOCK_ROWS = 10_000;
const PENDING_MAX = 80_000;

const db = openDatabase(readConfig());
let pending: object[] = [];
let inserting: Promise<void> | undefined;

function insertNext(): void {
  if (inserting !== undefined || pending.length === 0) return;
  const block = pending.slice(0, BLOCK_ROWS);
  pending = pending.slice(BLOCK_ROWS);
  inserting = db.insert("spans", block).finally(() => {
    inserting = undefined;
    insertNext();
  });
}

const server = createServer((request, response) => void take(request, response));

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const sent = Buffer.concat(await request.toArray());
  const body = request.headers["content-encoding"] === "gzip" ? gunzipSync(sent) : sent;
  for (const row of rowObjectsByProtobufjs(body)) pending.push(row);
  insertNext();
  while (pending.length > PENDING_MAX) await inserting;
  response.end();
}

server.listen(Number(process.env.SEAMSCOPE_OTLP_HTTP_PORT), "127.0.0.1", () => console.log("takes OTLP/HTTP"));
process.once("SIGTERM", () => process.exit(0));
