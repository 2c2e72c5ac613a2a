/** The columns of a `TraceSummary`, from the table `traces`. */
export const TRACE_COLUMNS = `
        trace_id AS traceId,
        name,
        root_missing AS rootMissing,
        started_at AS startedAt,
        duration_ms AS durationMs,
        spans,
        errors,
        services,
        agents,
        handoffs,
        failed`;
