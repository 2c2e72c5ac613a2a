import { completeLockFile } from "./setup/complete-lock.mjs";
import { markInstalled } from "./setup/install.mjs";
import { PROJECT_ROOT } from "./setup/project-root.mjs";

// npm calls this whenever it has changed node_modules, so that `npm install NAME` leaves nothing for `npm start` to install.
process.chdir(PROJECT_ROOT);
completeLockFile();
markInstalled();
