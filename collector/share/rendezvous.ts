import { createHash } from "node:crypto";

/**
 * Which of the collectors a key falls to, by rendezvous hashing (Thaler, Ravishankar 1998): the same for everyone who knows the same collectors, and
 * when one goes only what was its own falls to others. Undefined when there are none.
 */
export function ownerOf(key: string, collectors: Iterable<string>): string | undefined {
  let owner: { id: string; weight: bigint } | undefined;
  for (const id of collectors) {
    const weight = weightOf(key, id);
    if (owner === undefined || weight > owner.weight || (weight === owner.weight && id < owner.id)) owner = { id, weight };
  }
  return owner?.id;
}

const weightOf = (key: string, id: string): bigint => createHash("sha256").update(id).update("\n").update(key).digest().readBigUInt64LE(0);
