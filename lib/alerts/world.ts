import type { AlertMessage } from "@/lib/model/alert-firing.ts";
import { groupBy } from "@/lib/model/group-by.ts";
import { type Instance, type InstanceKey, keyInRule } from "./instance.ts";

/** A firing that began and ended without being told of; what held it back has not ended yet. */
export interface UntoldFiring {
  firingId: string;
  suppressedBy: string;
  channels: readonly string[];
  message: AlertMessage;
}

/** All that one evaluation hands on to the next: instances that are not well, and what is still to be counted and told. */
export interface World {
  /** By `instanceKey`. */
  instances: ReadonlyMap<string, Instance>;
  untold: readonly UntoldFiring[];
}

/** A world in which all is well. */
export const QUIET: World = { instances: new Map(), untold: [] };

/** The key of an instance among all. */
export const instanceKey = (key: InstanceKey): string => `${key.ruleId}\n${keyInRule(key)}`;

/** The instances that are not well, by rule and then by `keyInRule`. */
export function liveByRule({ instances }: World): ReadonlyMap<string, ReadonlyMap<string, Instance>> {
  const byRule = groupBy(instances.values(), ({ ruleId }) => ruleId);
  return new Map([...byRule].map(([ruleId, all]) => [ruleId, new Map(all.map((one) => [keyInRule(one), one]))]));
}
