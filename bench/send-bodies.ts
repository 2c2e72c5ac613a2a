import { Agent, request } from "node:http";

/** Sends each body as a request, up to `connections` at once, and returns how long each waited for its answer (ms). */
export async function sendBodies(
  url: string,
  bodies: readonly Uint8Array[],
  options: { connections: number; gzip: boolean; everyMs?: number },
): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections });
  const waits: number[] = [];
  const startedAt = performance.now();
  let next = 0;
  const sendNext = async (): Promise<void> => {
    for (let index = next++; index < bodies.length; index = next++) {
      const dueIn = (options.everyMs ?? 0) * index - (performance.now() - startedAt);
      if (dueIn > 0) await new Promise((resolve) => setTimeout(resolve, dueIn));
      waits.push(await sendBody(url, agent, bodies[index] ?? new Uint8Array(), options.gzip));
    }
  };
  await Promise.all(Array.from({ length: options.connections }, sendNext));
  agent.destroy();
  return waits;
}

function sendBody(url: string, agent: Agent, body: Uint8Array, gzip: boolean): Promise<number> {
  const headers = { "content-type": "application/x-protobuf", "content-length": body.length, ...(gzip ? { "content-encoding": "gzip" } : {}) };
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const sending = request(url, { method: "POST", agent, headers }, (response) => {
      response.resume().on("end", () => {
        if (response.statusCode === 200) resolve(performance.now() - startedAt);
        else reject(new Error(`expected 200, found ${response.statusCode}`));
      });
    });
    sending.on("error", reject).end(body);
  });
}
