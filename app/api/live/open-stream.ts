import type { LiveTopic } from "@/lib/model/live.ts";
import { createUnseen, type Unseen } from "@/lib/model/unseen.ts";
import { type ChangeFeed, type ChangeSource, CHANGES_MAX, type FeedNews, OVERLAP_MS } from "./change-feed.ts";
import { concerns } from "./concerns.ts";
import { eventText, RETRY } from "./event-text.ts";

/** How far back can be told: the tables of changes keep a day. */
const REACH_MS = 23 * 3_600_000;
/** Events that may wait for a listener who does not read; then it is cut off, and resumes where it was. */
const WAITING_MAX = 100;

/** Who listens: to what, from which moment on (that of its last event), until when. */
interface Listener {
  topic: LiveTopic;
  sinceMs: number | undefined;
  ends: readonly AbortSignal[];
}

/** What a listener is told, as bytes of text/event-stream: first what it missed, then what happens. Rejects while the database does not answer. */
export async function openStream(feed: ChangeFeed, source: ChangeSource, { topic, sinceMs, ends }: Listener): Promise<ReadableStream<Uint8Array>> {
  const waiting: FeedNews[] = [];
  let tell = (news: FeedNews): void => void waiting.push(news);
  const leave = feed.listen((news) => tell(news));
  try {
    const cursorMs = await feed.ready();
    const { unseen, news } = await missed(source, sinceMs, cursorMs);
    const { readable, write } = eventStream(leave, ends);
    write(RETRY);
    write(eventText(about(topic, news) ?? { kind: "alive", cursorMs }));
    tell = (later) => {
      const fresh = about(topic, later.kind === "changes" ? { ...later, changes: unseen.take(later.changes) } : later);
      if (fresh !== undefined) write(eventText(fresh));
    };
    for (const later of waiting) tell(later);
    return readable;
  } catch (error) {
    leave();
    throw error;
  }
}

/** What happened since a listener's last event; everything it has to read anew when that is too much or too long ago. */
async function missed(source: ChangeSource, sinceMs: number | undefined, cursorMs: number): Promise<{ unseen: Unseen; news: FeedNews }> {
  const unseen = createUnseen(cursorMs, OVERLAP_MS);
  if (sinceMs === undefined) return { unseen, news: { kind: "alive", cursorMs } };
  if (sinceMs < cursorMs - REACH_MS) return { unseen, news: { kind: "reset", cursorMs } };
  const read = await source.read(Math.max(0, Math.min(sinceMs, cursorMs) - OVERLAP_MS));
  if (read.length >= CHANGES_MAX) return { unseen, news: { kind: "reset", cursorMs } };
  return { unseen, news: { kind: "changes", changes: unseen.take(read), cursorMs } };
}

/** The news as far as it is of the topic; undefined when nothing is left. */
function about(topic: LiveTopic, news: FeedNews): FeedNews | undefined {
  if (news.kind !== "changes") return news;
  const changes = news.changes.filter((change) => concerns(topic, change));
  return changes.length === 0 ? undefined : { ...news, changes };
}

/** A stream that is written text to, until the listener goes, one of `ends` says so, or too much waits to be read. */
function eventStream(leave: () => void, ends: readonly AbortSignal[]): { readable: ReadableStream<Uint8Array>; write: (text: string) => void } {
  const encoder = new TextEncoder();
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>(undefined, new CountQueuingStrategy({ highWaterMark: WAITING_MAX }));
  const writer = writable.getWriter();
  // Each signal is listened to by itself: Node 20 forgets what `AbortSignal.any` returns when memory is cleaned up.
  const over = (): void => {
    leave();
    for (const signal of ends) signal.removeEventListener("abort", end);
  };
  const end = (): void => {
    over();
    writer.close().catch(over);
  };
  writer.closed.then(over, over);
  for (const signal of ends) signal.addEventListener("abort", end, { once: true });
  if (ends.some((signal) => signal.aborted)) end();
  return {
    readable,
    write(text) {
      if ((writer.desiredSize ?? 0) <= 0) return end();
      writer.write(encoder.encode(text)).catch(over);
    },
  };
}
