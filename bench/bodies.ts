import { gzipSync } from "node:zlib";
import { makeBodies, type LoadShape, spansIn } from "./make-load.ts";

/** Requests that can be sent again and again as if each were new. */
export interface Bodies {
  spans: number;
  bytes: number;
  /** The requests, under ids that were never sent before: all trace ids begin with `traceIdHead`. */
  fresh(): { requests: readonly Uint8Array[]; traceIdHead: string };
}

/** The first four bytes of every trace id say which load it belongs to: they are found once and overwritten for each round. */
const TRACE_ID_HEAD = [0x0a, 0x10];
const SERIAL_MARK = 0x5ea35c0f;

/** `count` requests of 512 spans. Gzipped ones cannot be patched: each round packs them anew, before it is measured. */
export function reusableBodies(count: number, shape: LoadShape, gzip: boolean): Bodies {
  const bodies = makeBodies(count, SERIAL_MARK - 1, shape).map((body) => Buffer.from(body));
  const places = bodies.map(placesOfSerial);
  const bytes = bodies.reduce((sum, body) => sum + body.length, 0);
  return {
    spans: spansIn(count),
    bytes,
    fresh() {
      serial += 1;
      for (const [index, body] of bodies.entries()) for (const place of places[index] ?? []) body.writeUInt32BE(serial, place);
      return { requests: gzip ? bodies.map((body) => gzipSync(body)) : bodies, traceIdHead: serial.toString(16).padStart(8, "0") };
    },
  };
}

let serial = Math.floor(Math.random() * 0x3fff_ffff);

function placesOfSerial(body: Buffer): number[] {
  const pattern = Buffer.from([...TRACE_ID_HEAD, 0, 0, 0, 0]);
  pattern.writeUInt32BE(SERIAL_MARK, TRACE_ID_HEAD.length);
  const places: number[] = [];
  for (let at = body.indexOf(pattern); at >= 0; at = body.indexOf(pattern, at + pattern.length)) places.push(at + TRACE_ID_HEAD.length);
  return places;
}
