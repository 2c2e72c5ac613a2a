"use client";

import { ThemeProvider } from "next-themes";
import type { ReactNode } from "react";

/** What every page needs around it: the theme, kept in the browser. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange>
      {children}
    </ThemeProvider>
  );
}
