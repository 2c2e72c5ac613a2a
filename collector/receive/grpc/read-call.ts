import type { ServerHttp2Stream } from "node:http2";
import type { Gathering } from "../body-gatherer.ts";
import type { MessageReader } from "./message-reader.ts";

/** How reading a call ended: whole, stopped by a limit, too slow, or because the sender left. */
export type ReadEnd = "whole" | Exclude<Gathering, "going-on"> | "too-slow" | "gone";

/** Feeds what the stream brings to the reader until it ends, a limit stops it, or `msMax` are over. Never rejects. */
export function readCall(stream: ServerHttp2Stream, reader: MessageReader, msMax: number): Promise<ReadEnd> {
  return new Promise((resolve) => {
    const finish = (end: ReadEnd): void => {
      clearTimeout(timer);
      stream.off("data", onData);
      resolve(end);
    };
    const onData = (piece: Buffer): void => {
      const gathering = reader.add(piece);
      if (gathering !== "going-on") finish(gathering);
    };
    const timer = setTimeout(finish, msMax, "too-slow");
    stream.on("data", onData);
    stream.once("end", () => finish("whole"));
    stream.once("close", () => finish("gone"));
  });
}
