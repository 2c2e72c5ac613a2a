import type { ReactNode } from "react";
import type { FindingClass, Verdict } from "@/lib/model/vocabulary.ts";

const LOST = (
  <>
    <circle cx="3" cy="8" r="2" fill="currentColor" />
    <path d="M6.2 8h1.2M9 8h1.2" />
    <circle cx="13" cy="8" r="2" />
  </>
);
const ORPHAN = (
  <>
    <circle cx="3" cy="8" r="2" strokeDasharray="1.6 1.6" />
    <path d="M6.2 8h3M7.8 6l2 2-2 2" />
    <circle cx="13" cy="8" r="2" fill="currentColor" />
  </>
);

const FINDING_SHAPES: Record<FindingClass, ReactNode> = {
  lost: LOST,
  orphan: ORPHAN,
  payload_missing: <path d="M2.5 4h11v8h-11zM2.5 12l11-8" />,
  unapproved: <path d="M4.5 7V5a3.5 3.5 0 0 1 6.8-1.2M3 7.5h10v6H3zM8 9.6v1.8" />,
  gate_overdue: <path d="M4.5 3.5v9M8.5 3.5v9M12.5 3.5v5.5M12.5 12v.1" strokeWidth="1.8" />,
  late: <path d="M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M8 5v3.2l2.4 1.6" />,
  duplicate: <path d="M2.5 5.5h8v8h-8zM5.5 5.5v-3h8v8h-3" />,
  duplicate_effect: <path d="M7.5 2.5l-4 6h3.5l-1 5 4.5-6.5H7l2-4.5M11.5 9l-1 4.5 3.5-5" />,
  dead_lettered: <path d="M2.5 5h11v8.5h-11zM4.5 2.5h7M6 7.5l4 4M10 7.5l-4 4" />,
  retry_exhausted: <path d="M13 8a5 5 0 1 1-1.6-3.7M13.2 2v3h-3M6.2 6.2l3.6 3.6M9.8 6.2L6.2 9.8" />,
  retry_storm: <path d="M13.5 8a5.5 5.5 0 1 1-1.7-4M13.6 1.8v3h-3M10.5 8a2.5 2.5 0 1 1-.8-1.8" />,
  fallback_failed: <path d="M2.5 3h6v4M6.5 5.2l2 2 2-2M6.2 9.8l4 4M10.2 9.8l-4 4" />,
  format_violation: <path d="M5.5 2.5C3 2.5 5 8 2.5 8C5 8 3 13.5 5.5 13.5M10.5 2.5C13 2.5 11 8 13.5 8C11 8 13 13.5 10.5 13.5M8 5v3.5M8 11v.1" />,
  schema_violation: <path d="M8.5 2.5h-6v11h11v-6M10.5 2.5l3 3M13.5 2.5l-3 3" />,
  undeclared_field: <path d="M2.5 2.5h7v7h-7zM12 9.5v5M9.5 12h5" />,
  version_mismatch: <path d="M3 6h10M3 10h10M10.5 3l-5 10" />,
  deprecated_version: <path d="M3 4.5h10M3 8.5h4.5M12 8v3.2l2 1.3M4.5 12.5l4-10" />,
  invariant_violation: <path d="M2.5 5.5h11M2.5 10.5h11M4 13.5l8-11M8 2v1" />,
  capability_mismatch: <path d="M2.5 5h4v6h-4zM9.5 8a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0M6.5 8h1" />,
  context_loss: <path d="M2.5 4h11M2.5 8h4M9 8h.1M11.2 8h.1M13.4 8h.1M2.5 12h11" />,
  truncated: <path d="M2.5 5h6M2.5 8h6M2.5 11h6M10.5 2.5v11M12.8 5h.1M12.8 8h.1M12.8 11h.1" />,
  value_drift: <path d="M2 6c2-3 4-3 6 0s4 3 6 0M2 11c2-3 4-3 6 0s4 3 6 0" />,
  over_budget: <path d="M2.5 6v7.5h11V6M2.5 8.5h11M8 8V1.8M5.8 4L8 1.8L10.2 4" />,
  intent_drift: <path d="M2 8h5.5M7.5 8l5-4.5M7.5 8l5 4.5M10 3h3v3" />,
  constraint_dropped: <path d="M2.5 4h11M2.5 12h3M10.5 12h3M8 6.5v6M6 10.5l2 2 2-2" />,
  rationale_missing: <path d="M5.5 6a2.5 2.5 0 1 1 3.6 2.2C8.3 8.6 8 9 8 10M8 12.8v.1" />,
  fan_in_race: <path d="M2.5 3h4M2.5 8h4M2.5 13h7M6.5 3l4 5M6.5 8h7M11 5.5l2.5 2.5-2.5 2.5" />,
  empty_fan_out: <path d="M2.5 8h3.5M6 8l4-5M6 8l4 5M12 3h.1M12 8h.1M12 13h.1" />,
  dropped_result: <path d="M2.5 3.5l5 4M2.5 12.5l5-4M7.5 8h6M3 7.5v.1M5 7.8v.1" />,
  ping_pong: <path d="M2.5 5.5h10M10 3l2.5 2.5L10 8M13.5 10.5h-10M6 8l-2.5 2.5L6 13" />,
  swallowed_failure: <path d="M3 9.5V13h10V9.5M8 2v6.5M5.6 6.2L8 8.6l2.4-2.4M6.5 11l3 0" />,
  low_confidence: <path d="M2.5 11.5a5.5 5.5 0 0 1 11 0M8 11.5L5 7.5M2.5 13.5h11" />,
  accepted_invalid: <path d="M8 2.5l6 11H2zM5.8 10l1.6 1.6L10.2 8.5" />,
  unreconciled: <path d="M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M8 5v3M3.5 12.5l9-9" />,
  shape_drift: <path d="M2.5 2.5h5v5h-5M8 5h3M9.5 3.5l1.5 1.5-1.5 1.5M14 11a2.8 2.8 0 1 1-5.6 0a2.8 2.8 0 1 1 5.6 0" />,
  unowned: <path d="M8 2.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5M3 13.5c0-3 2-4.5 5-4.5s5 1.5 5 4.5" strokeDasharray="1.6 1.6" />,
  no_fallback: <path d="M8 2v6.5M5.2 5.8L8 8.6l2.8-2.8M2.5 12.5h2.2M7 12.5h2M11.3 12.5h2.2" />,
  no_contract: <path d="M4 2.5h8v11H4zM6.5 5.5l3 3M9.5 5.5l-3 3M6 11h4" />,
  ungated_irreversible: <path d="M2.5 8h10M9.5 5l3 3-3 3M5 3v2.5M5 10.5V13M14.5 4v8" />,
  rubber_stamp: <path d="M6.5 2.5h3v4l2.5 2.5h-8l2.5-2.5zM3 11h10M3 13.5h10" />,
};

const VERDICT_SHAPES: Record<Verdict, ReactNode> = {
  delivered: <path d="M3 8.5l3.5 3.5L13 4.5" />,
  pending: <path d="M8 2.5a5.5 5.5 0 0 1 0 11" />,
  held: <path d="M5.5 3.5v9M10.5 3.5v9" strokeWidth="2" />,
  rejected: <path d="M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11M5.5 8h5" />,
  lost: LOST,
  orphan: ORPHAN,
  recovered: <path d="M13 8a5 5 0 1 1-1.6-3.7M13.2 2v3h-3" />,
  dead_lettered: <path d="M2.5 5h11v8.5h-11zM4.5 2.5h7M6 7.5l4 4M10 7.5l-4 4" />,
};

/** The shape of a finding class; always shown with its words, so that no meaning hangs on shape or colour alone. */
export function FindingGlyph({ of }: { of: FindingClass }) {
  return <Shape>{FINDING_SHAPES[of]}</Shape>;
}

/** The shape of a verdict; always shown with its words. */
export function VerdictGlyph({ of }: { of: Verdict }) {
  return <Shape>{VERDICT_SHAPES[of]}</Shape>;
}

function Shape({ children }: { children: ReactNode }) {
  return (
    <svg
      viewBox="0 0 16 16"
      className="inline-block size-3.5 shrink-0"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}
