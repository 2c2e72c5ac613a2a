import { z } from "zod";
import type { Config } from "@/lib/config/env.ts";
import { DatabaseHealth } from "@/lib/model/health.ts";
import { isLoopback } from "@/lib/text/permalink.ts";
import { ok, problem, type DoctorLine } from "./doctor-line.ts";

const PATIENCE_MS = 5000;
/** What tells our answer from that of whatever else may listen there. */
const Health = DatabaseHealth.or(z.object({ error: z.object({ code: z.string() }) }));

/** Whether links in notifications, tickets and shares lead here: the address is reachable by others where this machine is, answers, and is Seamscope. */
export async function checkPublicUrl({ SEAMSCOPE_PUBLIC_URL: url, SEAMSCOPE_HOST, SEAMSCOPE_HOSTS, SEAMSCOPE_CONTAINER }: Config): Promise<DoctorLine> {
  const isServed = SEAMSCOPE_CONTAINER !== undefined || SEAMSCOPE_HOSTS.length > 0 || !isLoopback(`http://${SEAMSCOPE_HOST}`);
  if (isServed && isLoopback(url)) return problem(`links begin with ${url}, which leads nobody else here: set SEAMSCOPE_PUBLIC_URL to where people reach the dashboard`);
  const answered = await ask(`${url}/api/v1/health`);
  if (answered.kind === "us") return ok(`links begin with ${url}, which answers as Seamscope`);
  if (answered.kind === "other") return problem(`links begin with ${url}, where something else answers (${answered.why}): set SEAMSCOPE_PUBLIC_URL to where people reach the dashboard`);
  return isLoopback(url) ? ok(`links begin with ${url}; the dashboard does not run there at the moment`) : problem(`links begin with ${url}, which does not answer from here: ${answered.why}`);
}

async function ask(address: string): Promise<{ kind: "us" } | { kind: "other" | "silent"; why: string }> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: "manual" });
    const text = await response.text();
    return looksLikeUs(text) ? { kind: "us" } : { kind: "other", why: `status ${response.status}` };
  } catch (error) {
    return { kind: "silent", why: error instanceof Error ? error.message : String(error) };
  }
}

function looksLikeUs(text: string): boolean {
  try {
    return Health.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}
