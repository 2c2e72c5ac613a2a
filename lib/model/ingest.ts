/**
 * What became of records (spans or log records) that a collector has received, since its spool was made. They always add up:
 * `received = stored + rejected + ignored + deduplicated + deadLettered + inSpool`.
 */
export interface Ledger {
  received: number;
  /** In the table. */
  stored: number;
  /** Refused, each with a reason the sender was told. */
  rejected: number;
  /** Log records that tell of no handoff; 0 for spans. */
  ignored: number;
  /** Sent again: in the table, or on the way to it, already. */
  deduplicated: number;
  /** Set aside because the database refuses them for ever; may be replayed. */
  deadLettered: number;
  /** On our disk, on the way to the table. */
  inSpool: number;
}

/** The ledger's terms beside `received`, in the order they are shown. */
export const LEDGER_TERMS = ["stored", "rejected", "ignored", "deduplicated", "deadLettered", "inSpool"] as const;

/** A ledger with nothing in it. */
export const noLedger = (): Ledger => ({ received: 0, stored: 0, rejected: 0, ignored: 0, deduplicated: 0, deadLettered: 0, inSpool: 0 });

/** Records that are in none of the ledger's terms: anything but 0 is a fault of ours. */
export const unaccounted = (ledger: Ledger): number => ledger.received - LEDGER_TERMS.reduce((sum, term) => sum + ledger[term], 0);

/** Fractions of the spool's greatest size at which senders are slowed down (429), and refused for the time being (503). */
export const SPOOL_MARKS = { soft: 0.8, hard: 0.9 } as const;

/** `rejected`: the record, or the whole request, was refused. `altered`: it was taken with something cut, replaced or flagged. */
export const REJECT_ACTIONS = ["rejected", "altered"] as const;
export type RejectAction = (typeof REJECT_ACTIONS)[number];

/** Records of one request that shared a fault, with one of them as a sample. */
export interface RejectRow {
  signal: "traces" | "logs";
  action: RejectAction;
  /** What was at fault, as a word that does not change: a field of the OTLP proto, or the name of a limit. */
  reason: string;
  /** A sentence: the field, what was expected, what was found. */
  message: string;
  /** How many records; 0 for a request in which none could be told apart. */
  records: number;
  /** service.name of the sample's resource, "" when unknown. */
  service: string;
  /** The record, or the start of the request, as text, redacted and cut; "" when there have been enough of its kind. */
  sample: string;
}
