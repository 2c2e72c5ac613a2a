"use client";

import { useState } from "react";
import { formatCount } from "@/lib/text/count.ts";

interface SearchProps {
  /** Looks for words and says in how many places they are. */
  onFind: (words: string) => Promise<number>;
  onShow: (number: number) => void;
}

/** Looks for a text in names and values; Enter goes to the next place, Shift and Enter to the one before. */
export function ComparisonSearch({ onFind, onShow }: SearchProps) {
  const [words, setWords] = useState("");
  const [found, setFound] = useState<{ words: string; count: number; at: number }>();
  const next = async (step: number) => {
    const known = found?.words === words ? found : { words, count: await onFind(words), at: -1 };
    const at = known.count === 0 ? -1 : (known.at + step + known.count) % known.count;
    setFound({ ...known, at });
    if (at >= 0) onShow(at);
  };
  return (
    <form
      role="search"
      aria-label="In the payload"
      className="flex items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (words !== "") void next(1);
      }}
    >
      <input
        type="search"
        aria-label="Find in the payload"
        placeholder="Find in the payload"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !event.shiftKey || words === "") return;
          event.preventDefault();
          void next(-1);
        }}
        className="field h-7 w-44 text-xs"
      />
      <span role="status" className="text-ink-3">
        {found === undefined || found.words !== words ? "" : found.count === 0 ? "not found" : `${formatCount(found.at + 1)} of ${formatCount(found.count)}${found.count === 5000 ? " or more" : ""}`}
      </span>
    </form>
  );
}
