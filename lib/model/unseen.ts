/** What a memory of changes needs to know of one: which it is, and when it was written (unix milliseconds). */
export interface Dated {
  kind: string;
  id: string;
  seamId: string;
  version: string;
  atMs: number;
}

/** Remembers what was told, as far back as it may be read again. */
export interface Unseen {
  /** The changes that were not given before; from now on they count as given. */
  take<Change extends Dated>(read: readonly Change[]): Change[];
  /** The latest moment of anything given; readings that begin `overlapMs` before it miss nothing. */
  readonly cursorMs: number;
}

/**
 * Tells changes once, although they are read several times: something may become readable up to `overlapMs` after the moment it
 * carries, so each reading begins that much before the latest moment known.
 */
export function createUnseen(cursorMs: number, overlapMs: number): Unseen {
  const given = new Map<string, number>();
  let latest = cursorMs;
  return {
    take(read) {
      const fresh = read.filter((change) => {
        const isNew = !given.has(keyOf(change));
        given.set(keyOf(change), change.atMs);
        return isNew;
      });
      latest = read.reduce((most, { atMs }) => Math.max(most, atMs), latest);
      for (const [key, atMs] of given) if (atMs < latest - overlapMs) given.delete(key);
      return fresh;
    },
    get cursorMs() {
      return latest;
    },
  };
}

/** A handoff that moves is written twice in one version: taken away at its old seam, set down at the new one. */
const keyOf = ({ kind, id, seamId, version }: Dated): string => `${kind} ${version} ${seamId} ${id}`;
