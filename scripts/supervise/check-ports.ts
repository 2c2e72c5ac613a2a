import type { Config } from "@/lib/config/env.ts";
import { isPortFree } from "../engine/free-port.ts";

/** A port that Seamscope needs, and the setting that changes it. */
export interface NeededPort {
  port: number;
  purpose: string;
  setting: string;
  /** Where Seamscope reports its health when it is the one that listens. */
  healthPath: string;
}

/** The ports that `npm start` listens on. */
export function neededPorts(config: Config): NeededPort[] {
  return [
    { port: config.SEAMSCOPE_OTLP_HTTP_PORT, purpose: "OTLP", setting: "SEAMSCOPE_OTLP_HTTP_PORT", healthPath: "/healthz" },
    { port: config.PORT, purpose: "the dashboard", setting: "PORT", healthPath: "/api/v1/health" },
  ];
}

/** One sentence per port that is taken or asked for twice; empty when all are free. */
export async function checkPorts(config: Config): Promise<string[]> {
  const needed = neededPorts(config);
  const [otlp, dashboard] = needed;
  if (otlp?.port === dashboard?.port) return [`PORT and SEAMSCOPE_OTLP_HTTP_PORT are both ${config.PORT}; they must differ.`];
  const isFree = await Promise.all(needed.map(({ port }) => isPortFree(port, config.SEAMSCOPE_HOST)));
  return needed.filter((_, index) => isFree[index] === false).map(portInUse);
}

/** Says which port is taken, what it was meant for, and the two ways on. */
export function portInUse({ port, purpose, setting }: NeededPort): string {
  const other = port < 65_535 ? port + 1 : port - 1;
  return (
    `Port ${port}, meant for ${purpose}, is already in use (by another Seamscope, perhaps); ` +
    `stop what uses it, or choose another: ${setting}=${other} npm start`
  );
}
