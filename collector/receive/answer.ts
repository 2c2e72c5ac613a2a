/** The signals that are taken. */
export type Signal = "traces" | "logs";

/**
 * What a sender is told, in the words of OTLP 1.11. `taken`: all records but `rejected` were taken, and `message` ("" for none)
 * says what is wrong with those or warns. `refused`: sending the same again is in vain, and every exporter drops it. `busy`: it is
 * not; 429 when the sender is too fast for us, 503 when we cannot take anything.
 */
export type Answer =
  | { kind: "taken"; rejected: number; message: string }
  | { kind: "refused"; status: RefusedStatus; message: string; allow?: string }
  | Busy;

/** Come again after that many seconds. */
export interface Busy {
  kind: "busy";
  status: 429 | 503;
  retryAfterS: number;
  message: string;
}

/** Of these HTTP statuses OTLP says that they must not be retried. */
export type RefusedStatus = 400 | 404 | 405 | 413 | 415;
