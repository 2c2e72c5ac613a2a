/** What one span or event says of the course of a handoff; attributes as text, long ones cut. */
export interface CourseReport {
  traceId: string;
  spanId: string;
  startUnixNano: bigint;
  endUnixNano: bigint;
  isError: boolean;
  error: string;
  attributes: Record<string, string>;
  /** Bytes of `handoff.gate.payload`; 0 when it has none. */
  gatePayloadBytes: number;
}
