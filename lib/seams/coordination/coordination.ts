/** Whether the agents declared it by `handoff.group.*`, or it was read off what frameworks emit. */
type Basis = "declared" | "inferred";

/** Results that whoever joined a fan-out did not have. */
export interface Shortfall {
  basis: Basis;
  aggregator: string;
  got: number;
  expected: number;
  /** What the agents say is enough; undefined where nobody says it, and all are needed. */
  barrier: { kind: "all" | "any" | "quorum"; needed: number } | undefined;
  /** Who is missing, e.g. `researcher#4`; late ones with how much later they ended. */
  missing: string[];
  /** The missing ones are runs of an agent whose other results were taken: one list, worked through in parallel. */
  isSameAgent: boolean;
}

/** A fan-out of nothing: which list was empty (a JSON pointer, or the attribute that counts it), and who ran on it. */
interface EmptyFanOut {
  basis: Basis;
  list: string;
  /** The list can be nothing but a plan, by its name or by the agents' own count. */
  isSure: boolean;
}

/** The same work between the same two agents, again and again. */
interface PingPong {
  hops: number;
  millis: number;
  /** Tokens of the payloads that were sent; undefined when no payload's are known. */
  tokens: number | undefined;
}

/** A child's failure that whoever answered for it kept to itself. */
interface SwallowedFailure {
  child: string;
  failure: string;
  reportedBy: string;
  /** What the child's failure should have stood in: the first words of what was said instead. */
  said: string;
}

/** What a handoff shows only when it is seen together with those beside it; undefined where there is nothing to tell. */
export interface Coordination {
  race: Shortfall | undefined;
  dropped: Shortfall | undefined;
  emptyFanOut: EmptyFanOut | undefined;
  pingPong: PingPong | undefined;
  swallowed: SwallowedFailure | undefined;
}

/** Facts about handoffs, by handoff id. */
export type CoordinationById = Map<string, Partial<Coordination>>;

/** Adds a fact to a handoff; of two facts of one kind the first stays. */
export function note(facts: CoordinationById, id: string, fact: Partial<Coordination>): void {
  facts.set(id, { ...fact, ...facts.get(id) });
}
