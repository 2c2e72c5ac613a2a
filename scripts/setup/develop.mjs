import { install } from "./install.mjs";
import { PROJECT_ROOT } from "./project-root.mjs";
import { runTypescript } from "./run-typescript.mjs";

process.chdir(PROJECT_ROOT);
await install();
await runTypescript("scripts/supervise/dev.ts");
