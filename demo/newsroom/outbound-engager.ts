import { SpanKind } from "@opentelemetry/api";
import { playAgent } from "../agent.ts";
import { diceFor } from "../dice.ts";
import { agentAt, chat } from "../gen-ai.ts";
import { about, taken } from "../handoff.ts";
import { handleAll } from "../handle-all.ts";
import { postNumberFor } from "../story-day.ts";
import { Brief, DRAFTS } from "./queues.ts";
import { openDesk } from "./submit-draft.ts";
import { shortPost, someTopic, someone } from "./writing.ts";

/** It reads the thread before it writes. */
const READING_MS = 22_000;
const AGENT = "outbound-engager";
/** The release of the morning tidied the drafts away into a folder of their own, and told nobody. It was rolled back an hour later. */
const OLD = { version: "2.3.1", shelf: DRAFTS };
const NEW = { version: "2.4.0", shelf: "drafts-outbound" };
const releaseIn = (cycle: number, live: boolean) => (live ? cycle % 20 === 19 : cycle === 42) ? NEW : OLD;

/** Drafts replies to posts worth one, and submits each for approval. */
await playAgent(async (stage) => {
  const { clock, folder, telemetry } = stage;
  const desk = openDesk(stage, AGENT);
  await handleAll(folder.inbox(`briefs-${AGENT}`, Brief, ["orchestrator"]), async (brief) => {
    const { version, shelf } = releaseIn(brief.payload.cycle, clock.day.live);
    const dice = diceFor(brief.card.contract + AGENT + brief.payload.cycle);
    const run = telemetry(AGENT, version).begin(brief.card.id, `invoke_agent ${AGENT}`, brief.atMs + clock.wait(dice.around(4000)), {
      kind: SpanKind.CONSUMER,
      attributes: { ...agentAt(AGENT, version), ...about(brief.card), ...taken(brief.payload) },
      links: [{ traceparent: brief.traceparent, handoffId: brief.card.id }],
    });
    for (let n = 0; n < brief.payload.drafts; n += 1) {
      const topic = someTopic(dice);
      const who = someone(dice);
      const text = shortPost(dice, topic);
      run.spend(clock.wait(dice.around(READING_MS)));
      await chat(run, dice, { asked: `${who} writes about ${topic}. Draft a reply, ${brief.payload.tone}.`, answered: text });
      const inReplyTo = postNumberFor(clock.day, `${brief.card.id} ${n}`);
      const draft = { channel: "x", inReplyTo, text };
      await desk.submit(run, { id: `reply:${who}:${inReplyTo}`, piece: `${brief.payload.cycle}/${n}`, correlation: brief.card.correlation, draft, shelf });
    }
    await run.end();
  });
  desk.close();
});
