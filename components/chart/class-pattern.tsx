import type { ReactNode } from "react";
import { FINDING_CLASSES, type FindingClass } from "@/lib/model/vocabulary.ts";

const LINE = { stroke: "var(--accent)", strokeWidth: 1.5, fill: "none" } as const;

/** One texture a class: with one colour for "failed", the classes of a chart are told apart by texture and name. */
const TEXTURES: Record<FindingClass, ReactNode> = {
  lost: <rect width="8" height="8" fill="var(--accent)" />,
  orphan: <path d="M0 8L8 0M-2 2L2 -2M6 10L10 6" {...LINE} />,
  payload_missing: <path d="M0 0L8 8M-2 6L2 10M6 -2L10 2" {...LINE} />,
  unapproved: <path d="M1 8V4L4 1L7 4V8" {...LINE} />,
  gate_overdue: <path d="M2 0V8M6 0V3M6 5V8" {...LINE} strokeWidth={2} />,
  late: <path d="M0 2H8M0 6H8" {...LINE} />,
  duplicate: <path d="M2 0V8M6 0V8" {...LINE} />,
  duplicate_effect: <path d="M2 0V8M6 0V8" {...LINE} strokeDasharray="2 2" />,
  dead_lettered: <path d="M1 1h6v6h-6z" {...LINE} />,
  retry_exhausted: <path d="M4 0V8" {...LINE} strokeWidth={3} />,
  retry_storm: <path d="M1 0V8M4 0V8M7 0V8" {...LINE} strokeWidth={1} />,
  fallback_failed: <path d="M0 1L4 7L8 1" {...LINE} />,
  format_violation: <path d="M0 0L8 8M0 8L8 0" {...LINE} />,
  schema_violation: <path d="M0 2H8M0 6H8M2 0V8M6 0V8" {...LINE} strokeWidth={1} />,
  undeclared_field: <path d="M4 2V6M2 4H6" {...LINE} strokeWidth={1} />,
  version_mismatch: <path d="M0 0h4v4h-4zM4 4h4v4h-4z" fill="var(--accent)" />,
  deprecated_version: <path d="M0 0h4v4h-4z" fill="var(--accent)" />,
  invariant_violation: <path d="M1 3H7M1 5H7M2 7L6 1" {...LINE} strokeWidth={1} />,
  capability_mismatch: <path d="M0 4H3V0M8 4H5V8" {...LINE} />,
  context_loss: <path d="M1 2h2M5 6h2" {...LINE} strokeWidth={2.4} strokeLinecap="round" />,
  truncated: <path d="M0 5L2 3L4 5L6 3L8 5" {...LINE} />,
  value_drift: <path d="M0 2C2 0 2 4 4 2S6 0 8 2M0 6C2 4 2 8 4 6S6 4 8 6" {...LINE} strokeWidth={1} />,
  over_budget: <path d="M0 6L4 2L8 6M0 10L4 6L8 10M0 2L4 -2L8 2" {...LINE} />,
  intent_drift: <path d="M0 4H4L8 0M4 4L8 8" {...LINE} />,
  constraint_dropped: <path d="M0 1H8M0 7H3M5 7H8" {...LINE} />,
  rationale_missing: <path d="M2 1A2 2 0 0 1 6 3L4 5M4 7V7.2" {...LINE} strokeLinecap="round" />,
  fan_in_race: <path d="M0 1L6 4L0 7M4 4H8" {...LINE} />,
  empty_fan_out: <path d="M1 4H3M5 1H6.5M5 7H6.5" {...LINE} />,
  dropped_result: <path d="M0 4H3M5 4H8M4 0V2M4 6V8" {...LINE} strokeWidth={1} />,
  ping_pong: <path d="M0 2.5H6L4 0.5M8 5.5H2L4 7.5" {...LINE} strokeWidth={1} />,
  swallowed_failure: <path d="M1 0V5H7V0M4 7V8" {...LINE} />,
  low_confidence: <circle cx="4" cy="4" r="1.4" fill="var(--accent)" />,
  accepted_invalid: <path d="M4 1a3 3 0 1 0 0 6a3 3 0 1 0 0-6" {...LINE} />,
  unreconciled: <path d="M4 0V8M0 4H8" {...LINE} strokeDasharray="1 1" />,
  shape_drift: <path d="M0 0h3v3h-3M6 4a2 2 0 1 0 0 4" {...LINE} strokeWidth={1} />,
  unowned: <path d="M4 1a3 3 0 1 0 0 6a3 3 0 1 0 0-6" {...LINE} strokeDasharray="1.5 1.5" />,
  no_fallback: <path d="M0 2H8M4 2V5" {...LINE} />,
  no_contract: <path d="M1 1h6v6h-6zM1 1l6 6" {...LINE} strokeWidth={1} />,
  ungated_irreversible: <path d="M0 4H6M4 2L6 4L4 6M7.5 0V8" {...LINE} strokeWidth={1} />,
  rubber_stamp: <path d="M0 6H8M4 0V4" {...LINE} strokeWidth={2} />,
};

/** The id of a class's texture within the chart named by `prefix`. */
export const patternId = (prefix: string, of: FindingClass) => `${prefix}-${of}`;

/** The textures as SVG patterns; put once into a chart's `<defs>`. */
export function ClassPatterns({ prefix }: { prefix: string }) {
  return FINDING_CLASSES.map((of) => (
    <pattern key={of} id={patternId(prefix, of)} width="8" height="8" patternUnits="userSpaceOnUse">
      <rect width="8" height="8" fill="var(--accent-soft)" />
      {TEXTURES[of]}
    </pattern>
  ));
}

/** A class's texture as a swatch for a legend. */
export function ClassSwatch({ of }: { of: FindingClass }) {
  const id = patternId("swatch", of);
  return (
    <svg width="16" height="12" aria-hidden="true" className="shrink-0">
      <defs>
        <pattern id={id} width="8" height="8" patternUnits="userSpaceOnUse">
          <rect width="8" height="8" fill="var(--accent-soft)" />
          {TEXTURES[of]}
        </pattern>
      </defs>
      <rect x="0.5" y="0.5" width="15" height="11" fill={`url(#${id})`} stroke="var(--accent)" />
    </svg>
  );
}
