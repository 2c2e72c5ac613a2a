import type { Evidence } from "./evidence.ts";

/** What invariants are evaluated over. */
interface InvariantFacts {
  sent: string | undefined;
  received: string | undefined;
  returned: string | undefined;
  handoff: { source: { name: string; version: string }; target: { name: string; version: string }; contract: { name: string; version: string }; direction: string };
}

/** The payloads an invariant may read, as text. What the target's model read is not what it received, unless the target says so. */
export function invariantFactsOf({ sent, received, returned, claims, source, target, contract, versions, direction }: Evidence): InvariantFacts {
  return {
    sent: sent?.body,
    received: claims.receivedReported ? received?.body : undefined,
    returned: returned?.body,
    handoff: {
      source: { name: source.name, version: versions.source },
      target: { name: target.name, version: versions.target },
      contract: { name: contract, version: versions.contract },
      direction,
    },
  };
}
