import { join } from "node:path";
import { DataType, load, open } from "ffi-rs";
import { ownTcpPort } from "./engine-cluster.ts";
import { engineFolders } from "./engine-config.ts";
import type { StartMessage } from "./engine-messages.ts";

/** The name under which ffi-rs keeps the engine's library open. */
export const LIBRARY = "chdb";

/** Loads the engine's shared library into this process. */
export function openLibrary(path: string): void {
  open({ library: LIBRARY, path });
}

/**
 * Runs ClickHouse's own HTTP server, and in a cluster also its TCP server, on a native thread until the query that keeps it
 * alive is killed. A short sleep per row because a kill is noticed between rows; without the limit on time that the default
 * profile sets for everybody.
 */
export async function runServer({ dataDir, port, cluster }: Pick<StartMessage, "dataDir" | "port" | "cluster">): Promise<void> {
  const { data, run } = engineFolders(dataDir);
  const query =
    (cluster === undefined ? "" : "SYSTEM START LISTEN TCP; ") +
    "SYSTEM START LISTEN HTTP; " +
    "SELECT sleepEachRow(0.2) FROM system.numbers SETTINGS max_block_size = 1, max_execution_time = 0 FORMAT Null";
  const argv = [
    "clickhouse",
    `--path=${data}`,
    `--http_port=${port}`,
    ...(cluster === undefined ? [] : [`--tcp_port=${ownTcpPort(cluster)}`]),
    "--listen_host=127.0.0.1",
    `--config-file=${join(run, "config.xml")}`,
    "--log-level=error",
    "--query",
    query,
  ];
  await load({
    library: LIBRARY,
    funcName: "chdb_query_cmdline",
    // The result is a pointer we have no use for; reading it as a string would crash when it is NULL.
    retType: DataType.Void,
    paramsType: [DataType.I32, DataType.StringArray],
    paramsValue: [argv.length, argv],
    runInNewThread: true,
  });
}
