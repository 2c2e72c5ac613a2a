/** A choice that narrows traces down, and how many it leaves. */
export interface FacetValue {
  value: string;
  traces: number;
}

/** By what the traces of a window can be narrowed down. */
export interface TraceFacets {
  /** Traces these counts are of; `isCut` says that the window has more, older ones. */
  counted: number;
  isCut: boolean;
  failed: number;
  agents: FacetValue[];
  services: FacetValue[];
  classes: FacetValue[];
  verdicts: FacetValue[];
}

/** Traces that started in one stretch of a window; `at` is RFC 3339. */
export interface TrafficBucket {
  at: string;
  traces: number;
  failed: number;
}
