import type { DiskForecast } from "@/lib/model/retention.ts";
import { formatBytes } from "@/lib/text/bytes.ts";
import { countOf } from "@/lib/text/count.ts";

/** What the disk will hold, in a sentence that says what it rests on. */
export function forecastWords({ bytesPerDay, daysOfBasis, levelsOffAtBytes, fullInDays }: DiskForecast): string {
  if (daysOfBasis === 0) return "Nothing has come in the last seven days, so there is no pace to go by.";
  const pace = `About ${formatBytes(bytesPerDay)} a day, by what came in the last ${daysOfBasis === 1 ? "day" : countOf(daysOfBasis, "day")}.`;
  if (fullInDays !== null) return `${pace} At this pace the fullest disk has no room left in about ${countOf(fullInDays, "day")}.`;
  if (levelsOffAtBytes !== null) return `${pace} With the retention in force it levels off at about ${formatBytes(levelsOffAtBytes)}, which fits.`;
  return `${pace} At this pace the disk lasts for more than ten years.`;
}
