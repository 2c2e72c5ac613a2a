"use client";

import { useTheme } from "next-themes";
import { RANGE_PRESETS } from "@/lib/text/time-range.ts";
import { copyText } from "../../ui/copy-text.ts";
import { changeDensity } from "../density.ts";

/** Something that acts on the page: by doing it, or by changing parameters of its address. */
interface Action {
  key: string;
  title: string;
  act?: () => void;
  href?: Record<string, string | undefined>;
}

const hasTimeRange = (): boolean => document.querySelector('[role=group][aria-label="Time range"]') !== null;

/** What can be done on any page, and the windows of time where the page has one. */
export function useActions(): Action[] {
  const { setTheme } = useTheme();
  const ranges = RANGE_PRESETS.map(({ key, label }) => ({
    key: `range ${key}`,
    title: `Time range: ${key === "all" ? "all time" : `last ${label}`}`,
    href: { range: key, from: undefined, to: undefined, cursor: undefined },
  }));
  return [
    { key: "copy link", title: "Copy the link to this page", act: () => void copyText(window.location.href) },
    { key: "print", title: "Print this page", act: () => setTimeout(() => window.print()) },
    ...(hasTimeRange() ? ranges : []),
    { key: "density", title: "Rows: roomy or tight", act: () => void changeDensity() },
    ...(["light", "dark", "system"] as const).map((theme) => ({ key: `theme ${theme}`, title: `Theme: ${theme}`, act: () => setTheme(theme) })),
  ];
}
