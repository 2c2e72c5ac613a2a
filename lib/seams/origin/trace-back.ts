import type { Link, Step } from "./chain.ts";
import { isSameState, type Reader, type State, shown } from "./carried-value.ts";
import { type Defect, defectOf } from "./defect.ts";

/** Where a defect began, as far as the handoffs before it tell. */
export interface Beginning {
  step: Step;
  place: "transit" | "agent";
  before: string | null;
  after: State | undefined;
  /** JSON pointer of the value there. */
  pointer: string;
  unknown: string[];
}

/** So many handoffs in a row that tell nothing are walked past. */
const SILENT_MAX = 20;
/** How many handoffs are looked at for all failures of one workflow together; what is left then is walked no further, and says so. */
const LOOKS_MAX = 100_000;

/** What all walks through one workflow share: beginnings that are known already, by defect and handoff, so that a long chain of failures is walked once; and how many looks are left. */
export interface Walked {
  known: Map<string, Beginning>;
  looksLeft: number;
}

/** Nothing walked yet. */
export const startWalking = (): Walked => ({ known: new Map(), looksLeft: LOOKS_MAX });

/** Walks back from a failed handoff as long as those before it show the same, and says where it last matched. Failed handoffs must be asked for in order of their index. */
export function traceBack(from: Step, defect: Defect, reader: Reader, walked: Walked): Beginning {
  const beginning = defect.kind === "other" ? alikeBefore(from, defect, walked) : new Walk(from, defect, reader, walked).run();
  walked.known.set(knownId(defect, from), beginning);
  return beginning;
}

const knownId = (defect: Defect, step: Step): string => `${defect.subject}\n${step.handoff.id}`;

const stateFrom = (value: string | undefined, pointer: string): State | undefined => (value === undefined ? undefined : { text: value === "" ? null : value, value, pointer });

class Walk {
  private readonly defect: Defect;
  private readonly reader: Reader;
  private readonly walked: Walked;
  private readonly passed: Step[] = [];
  private found: Beginning | undefined;
  /** What is looked for further back; undefined where nothing is known of it. */
  private current: State | undefined;
  /** The earliest step that is known to show it. */
  private carrier: Step;
  private silent: Step[] = [];

  constructor(from: Step, defect: Defect, reader: Reader, walked: Walked) {
    this.defect = defect;
    this.reader = reader;
    this.walked = walked;
    this.carrier = from;
  }

  run(): Beginning {
    const from = this.carrier;
    this.begin(from);
    const visited = new Set([from]);
    let step = from;
    while (this.walked.looksLeft > 0 && this.silent.length < SILENT_MAX) {
      this.walked.looksLeft -= 1 + step.before.length;
      const link = this.choose(step);
      if (link === undefined || visited.has(link.step)) return this.end(from);
      const earlier = this.takeOver(link);
      if (earlier !== undefined) return this.remember(earlier);
      if (!this.look(link)) return this.end(from);
      step = link.step;
      visited.add(step);
    }
    return this.end(from, this.silent.length < SILENT_MAX ? "the workflow is too large to look back further" : `the ${SILENT_MAX} handoffs before tell nothing of it`);
  }

  /** The failed handoff itself: what its class proves, else what its two sides tell. */
  private begin(step: Step): void {
    const { defect } = this;
    const sent = this.stateAt(step, "sent") ?? stateFrom(defect.before, defect.pointer);
    const received = this.stateAt(step, "received") ?? (defect.inTransit ? (stateFrom(defect.after, defect.pointer) ?? { text: null, value: undefined, pointer: "" }) : undefined);
    const changed = defect.inTransit || (sent !== undefined && received !== undefined && !isSameState(sent, received, defect));
    if (changed) this.found = this.beginningAt(step, "transit", sent, received);
    this.current = changed ? sent : (sent ?? received ?? (defect.kind === "payload" ? { text: null, value: undefined, pointer: "" } : undefined));
    this.passed.push(step);
  }

  /** A handoff before this one: false when the way back ends here. */
  private look({ step, via }: Link): boolean {
    const late = this.stateAt(step, via) ?? (via === "returned" ? this.stateAt(step, "received") : undefined);
    const early = this.stateAt(step, "sent");
    if (late === undefined && early === undefined) {
      this.silent.push(step);
      return true;
    }
    if (this.current === undefined) return false;
    if (late !== undefined && !isSameState(late, this.current, this.defect)) {
      this.found ??= this.beginningAt(this.carrier, "agent", late, this.current);
      return false;
    }
    if (early !== undefined && !isSameState(early, this.current, this.defect)) {
      this.found = this.beginningAt(step, "transit", early, this.current);
      if (late === undefined) this.found.unknown.push(`what ${step.handoff.target.name} received is not told`);
      this.current = early;
    }
    this.carrier = step;
    this.silent = [];
    this.passed.push(step);
    return true;
  }

  private end(from: Step, limit?: string): Beginning {
    const { defect } = this;
    const beginning = this.found ?? this.withoutChange(from);
    const silent = this.silent.map(({ handoff }) => `what ${handoff.source.name} handed to ${handoff.target.name} before is not told`);
    beginning.unknown.push(...silent.slice(0, 3), ...(limit === undefined ? [] : [limit]));
    if (defect.kind === "payload" && defect.class === "orphan") beginning.unknown.push("nobody reported sending it");
    return this.remember(beginning);
  }

  /** It was the same as far back as anybody tells: whoever is known to have sent it first began it. What is missing was missing at the failed handoff. */
  private withoutChange(from: Step): Beginning {
    if (this.current === undefined) return { ...this.beginningAt(from, from === this.carrier ? "transit" : "agent", undefined, undefined), unknown: ["neither side tells the value"] };
    const isAbsent = this.current.text === null;
    const at = isAbsent ? from : this.carrier;
    if (at.before.length === 0) return this.beginningAt(at, "agent", undefined, this.current);
    const why = isAbsent ? "nobody is known to have had it before" : `what it was before ${at.handoff.source.name} wrote it is not told`;
    return { ...this.beginningAt(at, "agent", undefined, this.current), unknown: [why] };
  }

  /** A later failure of the same chain, walked back already, ends this walk where the two meet. */
  private takeOver({ step, via }: Link): Beginning | undefined {
    const earlier = this.walked.known.get(knownId(this.defect, step));
    const late = this.stateAt(step, via);
    return earlier !== undefined && this.current !== undefined && late !== undefined && isSameState(late, this.current, this.defect) ? earlier : undefined;
  }

  private remember(beginning: Beginning): Beginning {
    for (const step of this.passed) if (step.index >= beginning.step.index) this.walked.known.set(knownId(this.defect, step), beginning);
    return beginning;
  }

  /** Of several handoffs that its source had taken up: one that shows the same, else one that tells anything, else the latest. */
  private choose(step: Step): Link | undefined {
    const told = step.before.map((link) => ({ link, state: this.stateAt(link.step, link.via) }));
    const { current, defect } = this;
    const same = current === undefined ? undefined : told.find(({ state }) => state !== undefined && isSameState(state, current, defect));
    return (same ?? told.find(({ state }) => state !== undefined && state.text !== null) ?? told[0])?.link;
  }

  private stateAt(step: Step, place: "sent" | "received" | "returned"): State | undefined {
    return this.reader.stateOf(step.handoff, place, this.defect, this.current);
  }

  private beginningAt(step: Step, place: Beginning["place"], before: State | undefined, after: State | undefined): Beginning {
    const pointer = after?.pointer || before?.pointer || this.defect.pointer;
    return { step, place, before: before?.text ?? null, after, pointer, unknown: this.silent.length > 0 ? ["handoffs between did not tell their payload"] : [] };
  }
}

/** What is neither a value, a constraint nor an intent began here, unless the handoff before failed for the very same reason. */
function alikeBefore(from: Step, defect: Defect, { known }: Walked): Beginning {
  const isAlike = ({ step: { handoff } }: Link) => handoff.findings.some((finding) => finding.class === defect.class && defectOf(finding).subject === defect.subject);
  const before = from.before.find(isAlike)?.step;
  const side = from.handoff.findings.find((finding) => finding.class === defect.class)?.side;
  return (before === undefined ? undefined : known.get(knownId(defect, before))) ?? {
    step: from, place: side === "producer" ? "agent" : "transit", before: null, pointer: defect.pointer, unknown: [],
    after: { text: shown(defect.text), value: defect.text, pointer: "" },
  };
}
