/** What can be cited from outside: a handoff, a trace, a seam, a workflow, an alert's firing; the letters are those of short addresses. */
export const CITED_KINDS = { handoff: "h", trace: "t", seam: "s", workflow: "w", firing: "a" } as const;
export type CitedKind = keyof typeof CITED_KINDS;
export const CITED_KIND_NAMES = ["handoff", "trace", "seam", "workflow", "firing"] as const satisfies readonly CitedKind[];
