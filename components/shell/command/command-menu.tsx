"use client";

import { Command as CommandIcon } from "lucide-react";
import dynamic from "next/dynamic";
import { usePathname } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import { keepPlace } from "./recent-places.ts";

const CommandList = dynamic(() => import("./command-list.tsx").then((file) => file.CommandList), { ssr: false });

/** Pages that are read by their own address; others are lists that stand in the bar above. */
const WORTH_KEEPING = /^\/(seams|handoffs|traces|workflows|agents|contracts)\/./;
const TITLED_AFTER_MS = 1500;

/** The menu of everything, opened by Ctrl K or ⌘K; what stands in it is loaded when it is first opened. */
export function CommandMenu() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [opened, setOpened] = useState(0);
  const path = usePathname();
  const open = useCallback((): void => {
    setOpened((times) => times + 1);
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== "k" || event.altKey || event.shiftKey || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      if (dialog.current?.open === true) dialog.current.close();
      else open();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [open]);
  useEffect(() => {
    if (!WORTH_KEEPING.test(path)) return undefined;
    // The title of a page comes a little after its address.
    const timer = setTimeout(() => keepPlace(path, document.title), TITLED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [path]);
  return (
    <>
      <button
        type="button"
        onClick={open}
        aria-label="Command menu"
        title="Command menu (Ctrl K or ⌘K)"
        className="grid size-8 place-items-center rounded text-ink-2 hover:bg-sunk hover:text-ink"
      >
        <CommandIcon className="size-4" aria-hidden="true" />
      </button>
      <dialog
        ref={dialog}
        aria-label="Command menu"
        onClick={(event) => event.target === event.currentTarget && event.currentTarget.close()}
        className="panel mx-auto mt-[12vh] mb-auto w-xl max-w-[calc(100vw-2rem)] p-0 text-ink shadow-lg backdrop:bg-ink/40"
      >
        {opened === 0 ? null : <CommandList key={opened} close={() => dialog.current?.close()} />}
      </dialog>
    </>
  );
}
