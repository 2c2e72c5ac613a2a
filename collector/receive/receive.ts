import type { IngestSnapshot } from "@/lib/model/ingest-snapshot.ts";
import { ByteBudget } from "./byte-budget.ts";
import { serveGrpc } from "./grpc/serve-grpc.ts";
import type { RouteOptions } from "./http/routes.ts";
import { serveHttp } from "./http/serve-http.ts";
import { createMetrics } from "./metrics/metrics.ts";

/** Who sends a request more slowly than this is told so and cut off (milliseconds). */
const REQUEST_MS_MAX = 30_000;
/** What the bodies of all requests under way may take of memory, unless a single one may be larger. */
const BYTES_IN_FLIGHT_MAX = 128 * 1024 * 1024;

/** Where the receiver listens and what it needs; port 0 lets the system choose. `snapshot` is what /metrics shows of the way behind. */
export interface ReceiverOptions extends Pick<RouteOptions, "host" | "bodyBytesMax" | "take" | "health" | "isOwnHost" | "complain" | "log"> {
  port: number;
  grpcPort: number;
  snapshot: () => IngestSnapshot;
  bytesInFlightMax?: number;
  requestMsMax?: number;
}

/** A running receiver; `close` takes no more connections and waits a few seconds for the requests under way. */
export interface Receiver {
  port: number;
  grpcPort: number;
  close: () => Promise<void>;
}

/** Listens for OTLP over HTTP and gRPC; rejects when it cannot, for example because a port is in use. */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const { bodyBytesMax, bytesInFlightMax = Math.max(BYTES_IN_FLIGHT_MAX, bodyBytesMax), requestMsMax = REQUEST_MS_MAX } = options;
  const budget = new ByteBudget(bytesInFlightMax);
  const metrics = createMetrics(options.snapshot, budget);
  const transport = { ...options, budget, requestMsMax, served: metrics.observeRequest, metrics: metrics.render };
  const http = await serveHttp(transport);
  try {
    const grpc = await serveGrpc({ ...transport, port: options.grpcPort });
    return {
      port: http.port,
      grpcPort: grpc.port,
      close: async () => void (await Promise.all([http.close(), grpc.close()])),
    };
  } catch (error) {
    await http.close();
    throw error;
  }
}
