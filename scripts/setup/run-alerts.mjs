import { install } from "./install.mjs";
import { PROJECT_ROOT } from "./project-root.mjs";
import { runTypescript } from "./run-typescript.mjs";
import { orExplain } from "./setup-failure.mjs";

process.chdir(PROJECT_ROOT);
await orExplain(async () => {
  await install();
  await runTypescript("scripts/alerts/main.ts");
});
