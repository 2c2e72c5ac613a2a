import { memberOf } from "@/lib/model/member-of.ts";
import type { Finding } from "@/lib/model/handoff.ts";
import type { Origin } from "@/lib/model/origin.ts";

/** The origin that a finding was inherited from; undefined when it began here. `inherited` are the origins that its handoff inherited. */
export const originOfFinding = (finding: Finding, inherited: readonly Origin[]): Origin | undefined => inherited.find((origin) => isAbout(origin, finding));

/** A value keeps its name on its way, and may stand at another place. */
function isAbout(origin: Origin, finding: Finding): boolean {
  if (origin.defect === "value") return finding.pointer !== "" && memberOf(finding.pointer) === memberOf(origin.pointer);
  if (origin.defect === "constraint") return finding.evidence["constraint"]?.trim().toLowerCase() === origin.what.trim().toLowerCase();
  if (origin.defect === "payload") return finding.class === "payload_missing" || finding.class === origin.class;
  return finding.class === origin.class;
}
