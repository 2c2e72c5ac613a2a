"use client";

import type { CSSProperties, MouseEvent, ReactNode } from "react";
import { useUrlState } from "../shell/use-url-state.ts";

interface MarkLinkProps {
  href: string;
  /** Id of the line in the list that the mark leads to. */
  line: string;
  title: string;
  style: CSSProperties;
  className: string;
  children: ReactNode;
}

/** A mark that opens the list of changes at its line. Everything is on the page already, so nothing is asked of the server. */
export function MarkLink({ href, line, title, style, className, children }: MarkLinkProps) {
  const { change } = useUrlState();
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    change({ changed: "1" }, "push");
    setTimeout(() => {
      const shown = document.getElementById(line);
      shown?.scrollIntoView({ block: "center" });
      shown?.querySelector("a")?.focus({ preventScroll: true });
    });
  };
  return (
    <a href={`${href}#${line}`} onClick={open} title={title} aria-label={`${title}. Show in the list`} style={style} className={className}>
      {children}
    </a>
  );
}
