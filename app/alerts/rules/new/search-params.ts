import { z } from "zod";
import { AlertName, ALERT_METRICS, AlertScope } from "@/lib/model/alert-rule.ts";

const { seam, source, target, contract, owner } = AlertScope.shape;

/** What a new rule may begin with, so that a seam's page can lead here; what cannot be read is left out. */
export const NewRuleParams = z.object({
  name: AlertName.optional().catch(undefined),
  metric: z.enum(ALERT_METRICS).optional().catch(undefined),
  seam: seam.catch(undefined), source: source.catch(undefined), target: target.catch(undefined), contract: contract.catch(undefined), owner: owner.catch(undefined),
});
