import Link from "next/link";
import { Suspense } from "react";
import { CommandMenu } from "./command/command-menu.tsx";
import { DensitySwitch } from "./density-switch.tsx";
import { KeyboardSheet } from "./keyboard-sheet.tsx";
import { Logo } from "./logo.tsx";
import { Navigation } from "./navigation.tsx";
import { SearchBox } from "./search-box.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";

/** The bar on top of every page. */
export function Header() {
  return (
    <header className="sticky top-0 z-30 border-b border-line bg-surface print:hidden">
      <div className="mx-auto flex max-w-[1760px] flex-wrap items-center gap-x-3 px-4 lg:h-12 lg:flex-nowrap lg:px-6 xl:gap-x-6">
        <Link href="/" className="flex h-12 items-center gap-2 font-semibold tracking-tight" aria-label="Seamscope, home">
          <Logo />
          <span className="hidden sm:inline">Seamscope</span>
        </Link>
        <Suspense>
          <Navigation />
        </Suspense>
        <SearchBox />
        <div className="flex items-center gap-1">
          <CommandMenu />
          <DensitySwitch />
          <ThemeSwitch />
          <KeyboardSheet />
        </div>
      </div>
    </header>
  );
}
