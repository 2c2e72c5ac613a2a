import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildWeb } from "./build-web.mjs";
import { bundle } from "./bundle.mjs";
import { install } from "./install.mjs";
import { PROJECT_ROOT } from "./project-root.mjs";
import { orExplain } from "./setup-failure.mjs";

process.chdir(PROJECT_ROOT);
await orExplain(async () => {
  await install();
  await bundle();
  await buildWeb();
  await import(pathToFileURL(join(PROJECT_ROOT, "dist/supervisor.mjs")).href);
});
