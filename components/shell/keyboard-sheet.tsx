"use client";

import { Keyboard } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { KEYS, setSingleKeys, shortcutOf, singleKeysOn } from "./keys.ts";

const PLACE_KEYS: Record<string, string> = { s: "/", t: "/traces" };

/** The keys that work everywhere, and the sheet that lists all of them. */
export function KeyboardSheet() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [on, setOn] = useState(true);
  const open = () => {
    setOn(singleKeysOn());
    dialog.current?.showModal();
  };
  useGlobalKeys(open);
  return (
    <>
      <button
        type="button"
        onClick={open}
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
        className="hidden size-8 place-items-center rounded text-ink-2 hover:bg-sunk hover:text-ink sm:grid"
      >
        <Keyboard className="size-4" aria-hidden="true" />
      </button>
      <dialog ref={dialog} aria-labelledby="keys-title" className="panel m-auto w-md max-w-[calc(100vw-2rem)] p-5 text-ink backdrop:bg-ink/40">
        <h2 id="keys-title" className="mb-3 text-lg font-semibold">
          Keyboard
        </h2>
        <table className="w-full">
          <tbody>
            {KEYS.map(({ keys, does, where }) => (
              <tr key={keys} className="border-t border-line">
                <th scope="row" className="w-20 py-1.5 text-start font-normal">
                  <kbd className="rounded border border-line bg-sunk px-1.5 py-0.5 font-mono text-xs">{keys}</kbd>
                </th>
                <td>{does}</td>
                <td className="text-end text-ink-3">{where}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className="mt-4 flex items-center justify-between gap-4">
          <label className="flex items-center gap-2">
            <input
              type="checkbox"
              checked={on}
              className="accent-ink"
              onChange={(event) => {
                setSingleKeys(event.target.checked);
                setOn(event.target.checked);
              }}
            />
            Single-key shortcuts
          </label>
          <button type="button" onClick={() => dialog.current?.close()} className="field">
            Close
          </button>
        </div>
      </dialog>
    </>
  );
}

function useGlobalKeys(openSheet: () => void): void {
  const router = useRouter();
  const afterG = useRef(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const key = shortcutOf(event);
      if (key === undefined) return;
      const place = afterG.current ? PLACE_KEYS[key] : undefined;
      afterG.current = key === "g";
      if (place !== undefined) router.push(place);
      else if (key === "?") openSheet();
      else if (key === "/") document.querySelector<HTMLElement>("#search")?.focus();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });
}
