import type { Config } from "@/lib/config/env.ts";
import { isPortFree } from "../engine/free-port.ts";
import { neededPorts, portInUse, type NeededPort } from "../supervise/check-ports.ts";
import { urlHost } from "../supervise/url-host.ts";
import { ok, problem, type DoctorLine } from "./doctor-line.ts";

const ANSWER_TIMEOUT_MS = 3000;
/** Words that only our own health reports have. */
const OURS = /"(database|engineVersion)"/;

/** Whether the ports are free, or held by a Seamscope that runs already. */
export async function checkFreePorts(config: Config): Promise<DoctorLine[]> {
  return Promise.all(neededPorts(config).map((needed) => checkPort(needed, config)));
}

async function checkPort(needed: NeededPort, config: Config): Promise<DoctorLine> {
  const { port, purpose, health } = needed;
  if (await isPortFree(port, config.SEAMSCOPE_HOST)) return ok(`port ${port}, for ${purpose}, is free`);
  const isOurs = await answersAsSeamscope(`http://${urlHost(config)}:${health.port}${health.path}`);
  return isOurs ? ok(`port ${port}, for ${purpose}, is held by a Seamscope that runs`) : problem(portInUse(needed));
}

async function answersAsSeamscope(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    return OURS.test(await answer.text());
  } catch {
    return false;
  }
}
