import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { askEngine } from "../engine/ask-engine.ts";
import { startEngine } from "../engine/start-engine.ts";
import { ok, problem, type DoctorLine } from "./doctor-line.ts";

/** Starts the embedded ClickHouse on an empty folder, because having its file is no proof that it runs here. */
export async function checkEngine(): Promise<DoctorLine> {
  const dataDir = mkdtempSync(join(tmpdir(), "seamscope-doctor-"));
  try {
    const engine = await startEngine({ dataDir });
    if (engine.kind === "failure") return problem(engine.message);
    const version = await askEngine(engine.port, engine.password, "SELECT version()");
    await engine.stop();
    return ok(`the embedded ClickHouse ${version ?? "of unknown version"} starts on this machine`);
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
