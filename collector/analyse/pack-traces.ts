/** Traces in batches of up to `spansMax` spans together, in their order; a trace that has more is a batch of its own. */
export function packTraces(traces: readonly { traceId: string; spans: number }[], spansMax: number): string[][] {
  const batches: string[][] = [];
  let room = 0;
  for (const { traceId, spans } of traces) {
    const last = batches.at(-1);
    if (last !== undefined && spans <= room) {
      last.push(traceId);
      room -= spans;
    } else {
      batches.push([traceId]);
      room = spansMax - spans;
    }
  }
  return batches;
}
