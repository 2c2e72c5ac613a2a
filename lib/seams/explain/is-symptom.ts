import type { Fact } from "@/lib/model/explanation.ts";

const SYMPTOMS = /(?:^|[._/-])(?:status|status_code|error|errors|exception|outcome|verdict|finish_reason|finish_reasons|failed|failure|success|result|retry|retries|attempt|attempts|decision)(?=$|[._/-])/i;

/** Whether a fact tells how a failure shows (an error's type, what arrived) rather than what was there before it. Those stand last. */
export function isSymptom({ kind, side, key }: Fact): boolean {
  if (kind === "payload" || kind.startsWith("payload_")) return side === "target";
  return (kind === "attribute" || kind === "trace") && SYMPTOMS.test(key);
}
