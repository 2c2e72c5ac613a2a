import { requireNode } from "./setup/require-node.mjs";

requireNode();
// Loaded only now: an old Node could not even read what follows.
void import("./setup/run-alerts.mjs");
