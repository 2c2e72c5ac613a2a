"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { useSyncExternalStore } from "react";

const NEXT = { system: "light", light: "dark", dark: "system" } as const;
const ICON = { system: Monitor, light: Sun, dark: Moon } as const;
type Theme = keyof typeof NEXT;

const isTheme = (theme: string | undefined): theme is Theme => theme !== undefined && theme in NEXT;
const never = () => () => undefined;

/** Goes round system, light and dark. */
export function ThemeSwitch() {
  const { theme, setTheme } = useTheme();
  // The server cannot know the choice; saying "system" until hydrated keeps both renders alike.
  const hydrated = useSyncExternalStore(never, () => true, () => false);
  const now: Theme = hydrated && isTheme(theme) ? theme : "system";
  const Icon = ICON[now];
  return (
    <button
      type="button"
      onClick={() => setTheme(NEXT[now])}
      aria-label={`Theme: ${now}. Change to ${NEXT[now]}`}
      title={`Theme: ${now}`}
      className="grid size-8 place-items-center rounded text-ink-2 hover:bg-sunk hover:text-ink"
    >
      <Icon className="size-4" aria-hidden="true" />
    </button>
  );
}
