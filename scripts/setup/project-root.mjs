import { fileURLToPath } from "node:url";

/** The folder of package.json, from which every script works. */
export const PROJECT_ROOT = fileURLToPath(new URL("../..", import.meta.url));
