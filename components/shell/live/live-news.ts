/** A handoff of which a page was told. */
export interface ToldHandoff {
  id: string;
  seam: string;
  failed: boolean;
  atMs: number;
}

/** What one event of `/api/v1/live` told. */
export interface LiveNews {
  handoffs: ToldHandoff[];
  traces: string[];
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const listIn = (value: unknown, name: string): Record<string, unknown>[] => {
  const list = isRecord(value) ? value[name] : [];
  return Array.isArray(list) ? list.filter(isRecord) : [];
};

/** Reads the data of a `changes` event. What is of another form than ours was told by another version, and is left out. */
export function readNews(data: string): LiveNews {
  const told: unknown = JSON.parse(data);
  return {
    handoffs: listIn(told, "handoffs").map(({ id, seam, failed, at }) => ({ id: String(id), seam: String(seam), failed: failed === true, atMs: Date.parse(String(at)) })),
    traces: listIn(told, "traces").map(({ id }) => String(id)),
  };
}

/** The news without what had been written before a page was made, and so stands on it. */
export function newsAfter(news: LiveNews, ms: number): LiveNews {
  return { ...news, handoffs: news.handoffs.filter((handoff) => handoff.atMs >= ms) };
}

/** What happened, in one short sentence for who cannot see it. */
export function newsWords(news: LiveNews): string {
  const changed = new Map(news.handoffs.map((handoff) => [handoff.id, handoff.failed]));
  const failed = [...changed.values()].filter(Boolean).length;
  if (changed.size === 0) return "";
  return `${changed.size === 1 ? "1 handoff" : `${changed.size} handoffs`} changed, ${failed === 0 ? "none failed" : `${failed} failed`}`;
}
