"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { PageShape } from "./page-shape.tsx";

/** What comes at once needs no word; what takes longer is shown to be on its way, and then in its shape. */
const BAR_AFTER_MS = 100;
const SHAPE_AFTER_MS = 350;
const GIVES_UP_MS = 20_000;

/** A page that was asked for and is not there yet. */
interface Awaited {
  path: string;
  from: string;
  shaped: boolean;
}

/**
 * Shows at once that a page is on its way, and the shape of it when it takes longer. Pages are made whole on the server, so that
 * one that is not there is a 404; a `loading.tsx` would have answered 200 before anybody looked.
 */
export function PendingPage() {
  const path = usePathname();
  const here = `${path}?${useSearchParams().toString()}`;
  const [awaited, setAwaited] = useState<Awaited>();
  useEffect(() => {
    let timers: ReturnType<typeof setTimeout>[] = [];
    const onClick = (event: MouseEvent): void => {
      const target = targetOf(event);
      if (target === undefined) return;
      const shown = (shaped: boolean) => () => setAwaited({ path: target.pathname, from: here, shaped });
      timers.forEach(clearTimeout);
      timers = [setTimeout(shown(false), BAR_AFTER_MS), setTimeout(() => setAwaited(undefined), GIVES_UP_MS)];
      if (target.pathname !== window.location.pathname) timers.push(setTimeout(shown(true), SHAPE_AFTER_MS));
    };
    document.addEventListener("click", onClick, { capture: true });
    return () => {
      timers.forEach(clearTimeout);
      document.removeEventListener("click", onClick, { capture: true });
    };
  }, [here]);
  if (awaited === undefined || awaited.from !== here) return null;
  return (
    <>
      <div role="status" aria-label="Opening" className="fixed inset-x-0 top-0 z-50 h-0.5 animate-pulse bg-ink print:hidden" />
      {awaited.shaped ? (
        <div className="fixed inset-0 z-20 overflow-hidden bg-ground pt-28 md:pt-16 print:hidden">
          <PageShape path={awaited.path} />
        </div>
      ) : null}
    </>
  );
}

/** The page of ours that a click opens in this tab, if it does. */
function targetOf(event: MouseEvent): URL | undefined {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target !== "" || link.hasAttribute("download") || link.origin !== window.location.origin) return undefined;
  const isSame = link.pathname === window.location.pathname && link.search === window.location.search;
  return isSame || link.pathname.startsWith("/api/") ? undefined : new URL(link.href);
}
