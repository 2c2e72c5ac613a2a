import type { Metadata } from "next";
import { headers } from "next/headers";
import { type ReactNode, Suspense } from "react";
import { BEFORE_PAINT } from "@/components/shell/density.ts";
import { Header } from "@/components/shell/header.tsx";
import { OfflineNotice } from "@/components/shell/offline-notice.tsx";
import { PendingPage } from "@/components/shell/pending-page.tsx";
import { Providers } from "@/components/shell/providers.tsx";
import { PUBLIC_URL_ATTRIBUTE } from "@/components/ui/public-base.ts";
import { readConfig } from "@/lib/config/env.ts";
import { inter, jetbrainsMono } from "./fonts.ts";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Seamscope", template: "%s · Seamscope" },
  description: "What happens between your agents: every handoff, checked.",
};

/** It reads the request, so that every page is made when it is asked for and its scripts bear the nonce of proxy.ts. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? "";
  return (
    <html lang="en" {...{ [PUBLIC_URL_ATTRIBUTE]: readConfig().SEAMSCOPE_PUBLIC_URL }} className={`${inter.variable} ${jetbrainsMono.variable}`} suppressHydrationWarning>
      <head>
        <script nonce={nonce} suppressHydrationWarning>
          {BEFORE_PAINT}
        </script>
      </head>
      <body className="flex min-h-dvh flex-col">
        <Providers nonce={nonce}>
          <a
            href="#main"
            className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded focus:bg-ink focus:px-3 focus:py-2 focus:text-ground"
          >
            Skip to content
          </a>
          <Header />
          <OfflineNotice />
          <Suspense>
            <PendingPage />
          </Suspense>
          <main id="main" tabIndex={-1} className="mx-auto w-full max-w-[1760px] flex-1 px-4 pt-4 pb-16 outline-none lg:px-6">
            {children}
          </main>
        </Providers>
      </body>
    </html>
  );
}
