import { connect, type Socket } from "node:net";

/** A connection on which bytes go out as they are. */
export interface RawConnection {
  socket: Socket;
  /** All that has come back so far. */
  answer: () => string;
  /** Resolves with all that came back, when the other side is done. */
  ended: Promise<string>;
}

/** Connects to a port of this machine. */
export async function rawConnection(port: number): Promise<RawConnection> {
  let answer = "";
  const socket = connect(port, "127.0.0.1");
  socket.on("data", (data: Buffer) => (answer += data.toString("latin1")));
  // A sender that is cut off in the middle of a write learns of it as an error; what it was told before is what counts.
  socket.on("error", () => undefined);
  const ended = new Promise<string>((resolve) => socket.on("close", () => resolve(answer)));
  await new Promise((resolve) => socket.once("connect", resolve));
  return { socket, answer: () => answer, ended };
}

/** Sends all of these bytes, and returns what comes back until the other side closes. */
export async function rawExchange(port: number, ...pieces: (string | Uint8Array)[]): Promise<string> {
  const { socket, ended } = await rawConnection(port);
  for (const piece of pieces) socket.write(piece);
  return ended;
}

/** The statuses of all HTTP answers in what came back. */
export const statusesIn = (answer: string): number[] => Array.from(answer.matchAll(/HTTP\/1\.1 (\d{3}) /g), ([, status]) => Number(status));
