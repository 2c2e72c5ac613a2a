import { isWebBuilt } from "../setup/build-web.mjs";
import { isBundled } from "../setup/bundle.mjs";
import { isInstalled } from "../setup/install.mjs";
import { PROJECT_ROOT } from "../setup/project-root.mjs";
import { runTypescript } from "../setup/run-typescript.mjs";

process.chdir(PROJECT_ROOT);
console.log(`ok       Node ${process.version} on ${process.platform}-${process.arch}`);
if (isInstalled()) {
  console.log("ok       the packages of the lockfile are installed");
  const isBuilt = isBundled() && isWebBuilt();
  console.log(isBuilt ? "ok       the build is of these sources" : "note     the build is older than the sources: `npm start` renews it");
  await runTypescript("scripts/doctor/main.ts");
} else {
  console.log("problem  the packages of the lockfile are not installed: `npm start` installs them, and so does `npm ci`");
  process.exitCode = 1;
}
