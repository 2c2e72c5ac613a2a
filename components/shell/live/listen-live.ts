import type { LiveTopic } from "@/lib/model/live.ts";
import { withParams } from "@/lib/text/paths.ts";
import { type LiveNews, readNews } from "./live-news.ts";

/** How the connection stands: told at once, not yet or no longer, told but the database is away, or not to be had. */
export type LiveState = "connecting" | "live" | "reconnecting" | "away" | "refused";

/** What a page hears. `anew`: something may have been missed, read everything again. */
interface Heard {
  state: (state: LiveState) => void;
  news: (news: LiveNews) => void;
  anew: () => void;
}

const RETRY_MS = { first: 2000, most: 30_000 };

/**
 * Listens to what concerns a page from the moment it was made on, while its tab is seen: browsers allow six connections to
 * one origin, and a tab that nobody sees must not hold one. A tab that is seen again goes on where it was. Returns what ends it.
 */
export function listenLive(topic: LiveTopic, sinceMs: number, heard: Heard): () => void {
  let source: EventSource | undefined;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let cursor = String(Math.max(0, Math.trunc(sinceMs)));
  let failures = 0;
  let broken = false;
  const close = (): void => {
    clearTimeout(retry);
    source?.close();
    source = undefined;
  };
  const connected = (event: MessageEvent<string>): void => {
    cursor = event.lastEventId === "" ? cursor : event.lastEventId;
    failures = 0;
    heard.state("live");
    if (broken) heard.anew();
    broken = false;
  };
  const connect = (): void => {
    if (source !== undefined || document.visibilityState === "hidden") return;
    const { traces, ...named } = topic;
    const opened = new EventSource(withParams("/api/v1/live", "", { ...named, trace: traces?.join(","), since: cursor }));
    source = opened;
    opened.addEventListener("alive", connected);
    opened.addEventListener("changes", (event) => {
      connected(event);
      heard.news(readNews(event.data));
    });
    opened.addEventListener("reset", (event) => {
      connected(event);
      heard.anew();
    });
    opened.addEventListener("away", () => heard.state("away"));
    opened.addEventListener("error", () => {
      broken = true;
      heard.state(opened.readyState === EventSource.CLOSED && failures > 1 ? "refused" : "reconnecting");
      if (opened.readyState !== EventSource.CLOSED) return;
      close();
      failures += 1;
      retry = setTimeout(connect, Math.min(RETRY_MS.most, RETRY_MS.first * failures));
    });
  };
  const onVisibility = (): void => {
    if (document.visibilityState === "hidden") return close();
    connect();
    heard.anew();
  };
  const onShow = (event: PageTransitionEvent): void => {
    if (event.persisted) onVisibility();
  };
  connect();
  document.addEventListener("visibilitychange", onVisibility);
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", onShow);
  return () => {
    close();
    document.removeEventListener("visibilitychange", onVisibility);
    window.removeEventListener("pagehide", close);
    window.removeEventListener("pageshow", onShow);
  };
}
