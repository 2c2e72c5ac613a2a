/** A page that was open in this browser lately. */
interface RecentPlace {
  path: string;
  title: string;
}

const STORAGE = "seamscope.recent";
const KEPT = 8;
const SUFFIX = " · Seamscope";

/** The pages that were open lately, the latest first. */
export function recentPlaces(): RecentPlace[] {
  const kept: unknown = JSON.parse(localStorage.getItem(STORAGE) ?? "[]");
  return Array.isArray(kept) ? kept.filter(isPlace) : [];
}

/** Puts a page first among those that were open lately. */
export function keepPlace(path: string, pageTitle: string): void {
  const title = pageTitle.endsWith(SUFFIX) ? pageTitle.slice(0, -SUFFIX.length) : pageTitle;
  const others = recentPlaces().filter((place) => place.path !== path);
  localStorage.setItem(STORAGE, JSON.stringify([{ path, title }, ...others].slice(0, KEPT)));
}

function isPlace(value: unknown): value is RecentPlace {
  return typeof value === "object" && value !== null && "path" in value && "title" in value && typeof value.path === "string" && value.path.startsWith("/") && typeof value.title === "string";
}
