import type { Config } from "@/lib/config/env.ts";
import { isPortFree } from "../engine/free-port.ts";

/** A port that Seamscope needs, and the setting that changes it. */
export interface NeededPort {
  port: number;
  purpose: string;
  setting: string;
  /** Port and path where Seamscope reports its health when it is the one that listens. */
  health: { port: number; path: string };
}

/** The ports that `npm start` listens on. */
export function neededPorts(config: Config): NeededPort[] {
  const collector = { port: config.SEAMSCOPE_OTLP_HTTP_PORT, path: "/healthz" };
  return [
    { port: config.SEAMSCOPE_OTLP_HTTP_PORT, purpose: "OTLP/HTTP", setting: "SEAMSCOPE_OTLP_HTTP_PORT", health: collector },
    { port: config.SEAMSCOPE_OTLP_GRPC_PORT, purpose: "OTLP/gRPC", setting: "SEAMSCOPE_OTLP_GRPC_PORT", health: collector },
    { port: config.PORT, purpose: "the dashboard", setting: "PORT", health: { port: config.PORT, path: "/api/v1/health" } },
  ];
}

/** One sentence per port that is taken or asked for twice; empty when all are free. */
export async function checkPorts(config: Config): Promise<string[]> {
  const needed = neededPorts(config);
  const twice = needed.flatMap((one, index) => needed.slice(index + 1).filter(({ port }) => port === one.port).map((other) => bothMean(one, other)));
  if (twice.length > 0) return twice;
  const isFree = await Promise.all(needed.map(({ port }) => isPortFree(port, config.SEAMSCOPE_HOST)));
  return needed.filter((_, index) => isFree[index] === false).map(portInUse);
}

const bothMean = (one: NeededPort, other: NeededPort): string => `${one.setting} and ${other.setting} are both ${one.port}; they must differ.`;

/** Says which port is taken, what it was meant for, and the two ways on. */
export function portInUse({ port, purpose, setting }: NeededPort): string {
  const other = port < 65_535 ? port + 1 : port - 1;
  return (
    `Port ${port}, meant for ${purpose}, is already in use (by another Seamscope, perhaps); ` +
    `stop what uses it, or choose another: ${setting}=${other} npm start`
  );
}
