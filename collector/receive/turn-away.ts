import type { Busy, Signal } from "./answer.ts";

/** When the memory for bodies under way is spent: it is free again as soon as some of them are on disk. */
export const NO_ROOM: Busy = { kind: "busy", status: 503, retryAfterS: 1, message: "the memory for requests under way is spent; send this one again in a second" };

/** After a fault nobody foresaw, which may have been one of the moment: told to come again, nobody loses anything by it. */
export const FAULT: Busy = { kind: "busy", status: 503, retryAfterS: 5, message: "the collector failed on this request; its log says how" };

/** The line in the log about a request that went no further than its receiver. */
export const turnedAway = (signal: Signal, message: string): string => `turned away a request of ${signal}: ${message}`;
