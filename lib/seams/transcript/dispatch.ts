import type { Entry } from "./read-transcript.ts";

/** How the target of a dispatch is known: something names it, it is the one who answers, or its words suggest it. */
type How = "named" | "answered" | "guessed";

/** Work handed out by an entry of a log. */
export interface Sending {
  entry: Entry;
  target: string;
  how: How;
  /** 0…1: how sure it is that this entry sent work to this target. */
  confidence: number;
}

/** The same, with the entry that answered it, if one did. */
export interface Dispatch extends Sending {
  reply: Entry | undefined;
}
