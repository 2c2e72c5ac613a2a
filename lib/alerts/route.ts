import type { ChannelSummary } from "@/lib/model/alert-channel.ts";
import type { AlertRule } from "@/lib/model/alert-rule.ts";
import { isSameTeam } from "./scope.ts";
import type { AlertSeam } from "./seam.ts";

/** What routing looks at of a channel. */
export type RoutedChannel = Pick<ChannelSummary, "name" | "owners" | "byDefault">;

/**
 * The channels that a rule's firing is told to: those the rule names, those of the teams at both ends of the seams where the rule says so,
 * and where that is nobody, those that take what is left. Names are sorted. A channel that the rule names and that does not exist stays in
 * the list, so that its absence shows in the delivery log.
 */
export function channelsFor(rule: Pick<AlertRule, "channels" | "toOwner">, seams: readonly Pick<AlertSeam, "owner" | "sourceOwner">[], channels: readonly RoutedChannel[]): string[] {
  const teams = rule.toOwner ? [...new Set(seams.flatMap(({ owner, sourceOwner }) => [owner?.team ?? [], sourceOwner?.team ?? []].flat()))] : [];
  const ofTeams = channels.filter(({ owners }) => owners.some((owner) => teams.some((team) => isSameTeam(owner, team))));
  const named = new Set([...rule.channels, ...ofTeams.map(({ name }) => name)]);
  const told = named.size > 0 ? [...named] : channels.filter(({ byDefault }) => byDefault).map(({ name }) => name);
  return told.toSorted();
}
