import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Header } from "@/components/shell/header.tsx";
import { Providers } from "@/components/shell/providers.tsx";
import { inter, jetbrainsMono } from "./fonts.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Seamscope", template: "%s · Seamscope" },
  description: "What happens between your agents: every handoff, checked.",
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${inter.variable} ${jetbrainsMono.variable}`} suppressHydrationWarning>
      <body className="flex min-h-dvh flex-col">
        <Providers>
          <a
            href="#main"
            className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded focus:bg-ink focus:px-3 focus:py-2 focus:text-ground"
          >
            Skip to content
          </a>
          <Header />
          <main id="main" tabIndex={-1} className="mx-auto w-full max-w-[1760px] flex-1 px-4 pt-4 pb-16 outline-none lg:px-6">
            {children}
          </main>
        </Providers>
      </body>
    </html>
  );
}
