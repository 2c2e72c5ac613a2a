import type { DeployAnswer, DeployPair } from "@/lib/model/contract-verification.ts";
import { readDeploy } from "./ask-api.ts";
import { splitVersion } from "./named-version.ts";

/** Asks whether a version of an agent, as NAME@VERSION, may be deployed, and prints each pair it would meet. True when it may. */
export async function canDeploy(api: string, named: string): Promise<boolean> {
  const agent = splitVersion(named);
  if (agent === undefined) {
    console.error(`--agent: expected NAME@VERSION, such as creator@1.4.0, found "${named}"`);
    return false;
  }
  const answered = await readDeploy(api, agent.name, agent.version);
  if (answered.ok) for (const line of linesOf(answered.answer)) console.log(line);
  else console.error(`${named}: ${answered.why}`);
  return answered.ok && answered.answer.answer === "yes";
}

const MARKS = { yes: "yes", no: "NO ", unjudged: "?  " } as const;

function linesOf({ agent, version, answer, pairs, from }: DeployAnswer): string[] {
  const against = pairs.filter((pair) => pair.answer === "no").length;
  const unjudged = pairs.filter((pair) => pair.answer === "unjudged").length;
  return [
    `${agent} ${version} and what was at work since ${from}`,
    ...pairs.map((pair) => `  ${MARKS[pair.answer]}  ${pairWords(pair)}: ${pair.why}`),
    `${answer}: ${pairs.length - against - unjudged} of ${pairs.length} pairs may meet${unjudged === 0 ? "" : `, ${unjudged} under no contract`}`,
  ];
}

function pairWords({ source, target, contract, contractVersion, handoffs, failed }: DeployPair): string {
  const under = contract === "" ? "" : ` under ${contract} ${contractVersion}`;
  return `${source.name} ${source.version || "?"} → ${target.name} ${target.version || "?"}${under}, ${handoffs === 0 ? "never seen" : `${failed} of ${handoffs} failed`}`;
}
