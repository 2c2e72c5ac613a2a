import { database } from "@/app/database.ts";
import { seamMetricsText } from "@/lib/metrics/seam-metrics-text.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readSeamMetrics } from "@/lib/queries/metrics/read-seam-metrics.ts";

/** The seams for Prometheus, with exemplars for whoever asks for OpenMetrics; docs/interop.md names every series. */
export async function GET(request: Request): Promise<Response> {
  const db = await database();
  try {
    const { contentType, text } = await seamMetricsText(await readSeamMetrics(db, { project: PROJECT, now: new Date() }), { openMetrics: asksForOpenMetrics(request) });
    return new Response(text, { headers: { "content-type": contentType, "cache-control": "no-store" } });
  } catch (error) {
    console.error("GET /metrics failed:", error);
    return new Response("Cannot read the metrics: the database does not answer, or the log of the dashboard says why\n", { status: 503 });
  }
}

const asksForOpenMetrics = (request: Request): boolean => request.headers.get("accept")?.includes("application/openmetrics-text") ?? false;
