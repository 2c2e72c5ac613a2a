import { parseArgs } from "node:util";
import { declareTeams } from "./declare.ts";
import { findCollector } from "./find-collector.ts";
import { findSeamPage } from "./find-seam.ts";
import { playStory } from "./play-story.ts";
import { dayBefore, liveFrom } from "./story-day.ts";

const HELP = `npm run demo            plays one simulated day of three multi-agent systems into a running Seamscope
npm run demo -- --live  plays it, then goes on in real time until Ctrl-C
npm run demo -- --help  shows this

It sends OpenTelemetry over OTLP/HTTP to the instance on this machine: SEAMSCOPE_OTLP_HTTP_PORT, else
OTEL_EXPORTER_OTLP_ENDPOINT, else http://127.0.0.1:4318. Playing it again on the same day replaces that day.
`;

async function main(): Promise<number> {
  const args = readArguments();
  if (args === undefined) return 1;
  if (args.help) return say(HELP);
  const collector = await findCollector(process.env);
  if (collector.kind === "missing") return complain(collector.why);
  const dashboard = `http://127.0.0.1:${process.env["PORT"] ?? "3000"}`;
  say(`Playing a day of three multi-agent systems into ${collector.endpoint} …\n`);
  const began = Date.now();
  const day = dayBefore(began);
  const spans = await playUntilStopped(playStory(day, collector.endpoint));
  say(`${spans} spans of eleven agents' programs in ${((Date.now() - began) / 1000).toFixed(1)} s.\n\n`);
  for (const complaint of await declareTeams(dashboard, day.startMs)) complain(complaint);
  const page = await findSeamPage(dashboard, "outbound-engager", "approval-executor", 20);
  say(whatToSee(dashboard, page, args.live));
  if (args.live) await playUntilStopped(playStory(liveFrom(Date.now()), collector.endpoint));
  return 0;
}

function readArguments(): { help: boolean; live: boolean } | undefined {
  try {
    const { values } = parseArgs({ options: { help: { type: "boolean", short: "h", default: false }, live: { type: "boolean", default: false } } });
    return values;
  } catch (error) {
    complain(`${error instanceof Error ? error.message : String(error)}. Try \`npm run demo -- --help\`.`);
    return undefined;
  }
}

/** The first Ctrl-C lets everybody finish, so that no work is left half told; a second one ends it. */
async function playUntilStopped(performance: ReturnType<typeof playStory>): Promise<number> {
  const stop = () => performance.hurry();
  process.once("SIGINT", stop).once("SIGTERM", stop);
  return performance.ended.finally(() => process.off("SIGINT", stop).off("SIGTERM", stop));
}

const whatToSee = (dashboard: string, page: string | undefined, live: boolean): string => `What to look at:
  ${dashboard}
    every seam of the day: most are healthy, a few are not
  ${page ?? `${dashboard}, the seam outbound-engager -> approval-executor`}
    twenty approved drafts whose text had vanished; every agent reported success
  The seam triage -> refunds
    two versions of one contract in the field, and what became of the old one
  ${dashboard}/contracts and ${dashboard}/agents
    what the teams have agreed on, and who answers for whom

${live ? "Going on in real time; Ctrl-C ends it." : "For fresh traffic in real time: npm run demo -- --live"}
`;

function say(text: string): 0 {
  process.stdout.write(text);
  return 0;
}

function complain(text: string): 1 {
  process.stderr.write(`${text}\n`);
  return 1;
}

process.exitCode = await main().catch((error: unknown) => complain(error instanceof Error ? error.message : String(error)));
