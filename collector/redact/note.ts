import type { Attributes } from "@/lib/model/attributes.ts";
import { type RedactionAction } from "./rules.ts";

/** The attribute in which it is recorded what was redacted, on the span, log record, resource or scope that it was in. */
export const REDACTED_ATTRIBUTE = "seamscope.redacted";
const NOTES_MAX = 100;

/** That a rule redacted something `count` times at one place. */
export interface Note {
  rule: string;
  /** The attribute's key; before that `events/N/` or `links/N/`. Of texts without a key `name` or `status.message`. */
  attribute: string;
  /** Where in the attribute's value, "" for the whole of it. */
  pointer: string;
  action: RedactionAction;
  count: number;
}

/** Notes, gathered place by place. */
export class Notes {
  readonly counts: Record<string, number> = {};
  readonly #byPlace = new Map<string, Note>();

  add(note: Omit<Note, "count">): void {
    this.counts[note.rule] = (this.counts[note.rule] ?? 0) + 1;
    const place = JSON.stringify(note);
    const known = this.#byPlace.get(place);
    if (known === undefined) this.#byPlace.set(place, { ...note, count: 1 });
    else known.count += 1;
  }

  get isEmpty(): boolean {
    return this.#byPlace.size === 0;
  }

  /** The attributes with what was redacted recorded in them, after what had been recorded before. */
  recordIn(attributes: Attributes): Attributes {
    if (this.isEmpty) return attributes;
    const earlier = attributes[REDACTED_ATTRIBUTE];
    const lines = [...this.#byPlace.values()].map((note) => JSON.stringify(note));
    const more = lines.length > NOTES_MAX ? [JSON.stringify({ more: lines.length - NOTES_MAX })] : [];
    const recorded = [...(typeof earlier === "string" ? [earlier] : []), ...lines.slice(0, NOTES_MAX), ...more].join("\n");
    return Object.assign(Object.create(null), attributes, { [REDACTED_ATTRIBUTE]: recorded });
  }
}
