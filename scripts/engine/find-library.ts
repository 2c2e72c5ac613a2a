import { createRequire } from "node:module";

/** The engine's shared library and the version of the package it came in. */
export interface EngineLibrary {
  path: string;
  packageVersion: string;
}

/** Finds the engine's library for this platform; undefined when npm installed none, as on Windows and Alpine. */
export function findLibrary(): EngineLibrary | undefined {
  const require = createRequire(import.meta.url);
  try {
    require.resolve("ffi-rs");
    const { libchdbPath } = require("chdb/libchdb") as typeof import("chdb/libchdb");
    const { version } = require("chdb/package.json") as { version: string };
    return { path: libchdbPath(), packageVersion: version };
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

function isAbsence(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === "MODULE_NOT_FOUND" || code === "CHDB_PLATFORM";
}
