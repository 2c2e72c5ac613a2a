import { readConfig } from "@/lib/config/env.ts";
import { openSecrets, type Secrets } from "@/lib/secrets/secrets.ts";

let opened: Secrets | undefined;

/** The key of this installation, for pages and routes on the server: the collector's, since both have one data directory or one SEAMSCOPE_SECRETS_KEY. */
export function secrets(): Secrets {
  opened ??= openSecrets(readConfig());
  return opened;
}
