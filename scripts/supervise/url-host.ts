import type { Config } from "@/lib/config/env.ts";

/** The host as it stands in a URL: an IPv6 address goes in brackets. */
export function urlHost(config: Config): string {
  return config.SEAMSCOPE_HOST.includes(":") ? `[${config.SEAMSCOPE_HOST}]` : config.SEAMSCOPE_HOST;
}
