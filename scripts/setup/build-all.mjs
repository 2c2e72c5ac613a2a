import { buildWeb } from "./build-web.mjs";
import { bundle } from "./bundle.mjs";
import { PROJECT_ROOT } from "./project-root.mjs";
import { orExplain } from "./setup-failure.mjs";

process.chdir(PROJECT_ROOT);
await orExplain(async () => {
  await bundle();
  await buildWeb();
});
