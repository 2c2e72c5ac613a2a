"use client";

import { Keyboard } from "lucide-react";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { KEYS, setSingleKeys, singleKeysOn } from "./keys.ts";
import { useShortcuts } from "./use-shortcuts.ts";

const SHOWN_AS: Record<string, string> = { Escape: "Esc", ArrowLeft: "←", ArrowRight: "→", ArrowUp: "↑", ArrowDown: "↓" };

/** The keys that work everywhere, and the sheet that lists all of them. */
export function KeyboardSheet() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [on, setOn] = useState(true);
  const open = () => {
    setOn(singleKeysOn());
    dialog.current?.showModal();
  };
  const router = useRouter();
  useShortcuts("Everywhere", {
    "?": open,
    "/": () => document.querySelector<HTMLElement>("#search")?.focus(),
    "g s": () => router.push("/"),
    "g t": () => router.push("/traces"),
    "g w": () => router.push("/workflows"),
    "g a": () => router.push("/agents"),
    "g c": () => router.push("/contracts"),
    "g i": () => router.push("/inbox"),
    "g l": () => router.push("/alerts"),
    "g u": () => router.push("/audit"),
    "g e": () => router.push("/settings"),
    "g f": () => router.push("/docs/findings"),
  });
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
        {Object.entries(KEYS).map(([place, keys]) => (
          <KeysOf key={place} place={place} keys={keys} />
        ))}
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

function KeysOf({ place, keys }: { place: string; keys: Record<string, string> }) {
  return (
    <table className="mb-3 w-full">
      <caption className="column-head pb-1">{place}</caption>
      <tbody>
        {Object.entries(keys).map(([key, does]) => (
          <tr key={key} className="border-t border-line">
            <th scope="row" className="w-24 py-1 text-start font-normal">
              <kbd className="rounded border border-line bg-sunk px-1.5 py-0.5 font-mono text-xs whitespace-nowrap">{SHOWN_AS[key] ?? key}</kbd>
            </th>
            <td>{does}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
