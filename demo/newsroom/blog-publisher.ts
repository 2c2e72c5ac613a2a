import { SpanKind } from "@opentelemetry/api";
import { playAgent } from "../agent.ts";
import { diceFor } from "../dice.ts";
import { agentAt, chat, tokensIn } from "../gen-ai.ts";
import { type HandoffCard, about, taken } from "../handoff.ts";
import { handleAll } from "../handle-all.ts";
import { ResearchBrief, cutTo } from "../research-desk/research-brief.ts";
import { idFor } from "../story-day.ts";
import { Brief, DRAFTS } from "./queues.ts";
import { openDesk } from "./submit-draft.ts";
import { shortPost, someTopic } from "./writing.ts";

const AGENT = "blog-publisher";
const VERSION = "1.7.2";
/** Its prompt has room for this much of a brief; what is beyond is dropped without a word. */
const ROOM_TOKENS = 1024;

/** Writes the feed's notes when woken, and a post from each brief of the research desk. */
await playAgent(async (stage) => {
  const { clock, folder, telemetry } = stage;
  const desk = openDesk(stage, AGENT);
  const take = (parcel: { atMs: number; traceparent: string; card: HandoffCard }, payload: unknown, waitMs: number) =>
    telemetry(AGENT, VERSION).begin(parcel.card.id, `invoke_agent ${AGENT}`, parcel.atMs + clock.wait(waitMs), {
      kind: SpanKind.CONSUMER,
      attributes: { ...agentAt(AGENT, VERSION), ...about(parcel.card), ...taken(payload) },
      links: [{ traceparent: parcel.traceparent, handoffId: parcel.card.id }],
    });
  const post = (card: HandoffCard, piece: string, text: string) => ({
    id: `post:feed:${idFor(clock.day, card.id, 12)}`, piece, correlation: card.correlation, draft: { channel: "feed", inReplyTo: "", text }, shelf: DRAFTS,
  });

  const notes = handleAll(folder.inbox(`briefs-${AGENT}`, Brief, ["orchestrator"]), async (brief) => {
    const dice = diceFor(`${AGENT} note ${brief.payload.cycle}`);
    const run = take(brief, brief.payload, dice.around(6000));
    const text = shortPost(dice, someTopic(dice));
    await chat(run, dice, { asked: `${brief.payload.goal}, ${brief.payload.tone}`, answered: text });
    await desk.submit(run, post(brief.card, `${brief.payload.cycle}/0`, text));
    await run.end();
  });
  const posts = handleAll(folder.inbox("research-briefs", ResearchBrief, ["research-desk"]), async (brief) => {
    const dice = diceFor(`${AGENT} post ${brief.payload.number}`);
    const seen = cutTo(brief.payload, ROOM_TOKENS);
    const run = take(brief, seen, dice.around(9000));
    run.tell({ "handoff.received.tokens": tokensIn(JSON.stringify(seen)), "handoff.tokens.method": "estimate" });
    const text = `${brief.payload.question} ${seen.report.slice(0, 200)}`;
    await chat(run, dice, { asked: `Make a post of this brief:\n${seen.report.slice(0, 600)}`, answered: text, usuallyMs: 3200 });
    await desk.submit(run, post(brief.card, `brief ${brief.payload.number}`, text));
    await run.end();
  });
  await Promise.all([notes, posts]);
  desk.close();
});
