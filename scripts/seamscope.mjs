#!/usr/bin/env node
import { requireNode } from "./setup/require-node.mjs";

/** What `seamscope VERB …` can do: the same as `npm run VERB -- …`. */
const VERBS = ["start", "demo", "doctor", "contracts", "ingest"];

requireNode();
const [verb] = process.argv.splice(2, 1);
if (verb !== undefined && VERBS.includes(verb)) {
  void import(`./${verb}.mjs`);
} else {
  console.error(`seamscope ${VERBS.join(" | ")}: expected one of these, found ${verb ?? "nothing"}`);
  process.exitCode = 1;
}
