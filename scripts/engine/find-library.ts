import { WAYS_ON, engineFailure, type EngineFailure } from "./engine-failure.ts";

/** What Node and the packages say when npm installed nothing for this platform. */
const ABSENT = new Set<unknown>(["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND", "CHDB_PLATFORM"]);

/** Finds the engine's shared library; a failure on a platform without one, as Windows and Alpine are. */
export async function findLibrary(): Promise<{ kind: "library"; path: string } | EngineFailure> {
  try {
    await import("ffi-rs");
    const { libchdbPath } = await import("chdb/libchdb");
    return { kind: "library", path: libchdbPath() };
  } catch (error) {
    if (!(error instanceof Error && "code" in error && ABSENT.has(error.code))) throw error;
    const platform = `${process.platform}-${process.arch}`;
    return engineFailure("no-binary", `The embedded ClickHouse has no binary for ${platform} here; ${WAYS_ON}.`);
  }
}
