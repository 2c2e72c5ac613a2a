/** The columns of `SeamEnds` from any of the seam rollups, grouped by seam: what its latest traffic says of both ends and the contract. */
export const SEAM_ENDS = `
        seam_id AS id,
        argMax(source, last_at) AS source,
        argMax(target, last_at) AS target,
        argMax(source_type, last_at) AS sourceType,
        argMax(target_type, last_at) AS targetType,
        argMax(contract, last_at) AS contract`;
