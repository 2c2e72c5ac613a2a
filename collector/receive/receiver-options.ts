import type { RawRequest } from "../prepare/prepared.ts";
import type { Answer, Signal } from "./answer.ts";
import type { ByteBudget } from "./byte-budget.ts";

/** How a request ended, for those who count: `code` is an HTTP status or the name of a gRPC code. */
export interface Served {
  signal: Signal | "none";
  transport: "http" | "grpc";
  code: string;
  seconds: number;
}

/** What both transports need. `take` is given bodies of at most `bodyBytesMax` bytes, still compressed, and says what became of them. */
export interface Transport {
  host: string;
  bodyBytesMax: number;
  budget: ByteBudget;
  /** How long a sender may take over one request (milliseconds). */
  requestMsMax: number;
  take: (request: RawRequest) => Promise<Answer>;
  served: (request: Served) => void;
  /** Told of requests that are turned away before `take` gets to see them; may be called often. */
  complain: (line: string) => void;
  log: (line: string) => void;
}

/** A server that listens; `close` takes no more connections and waits a few seconds for the requests under way. */
export interface Listening {
  port: number;
  close: () => Promise<void>;
}
