"use client";

import { useState } from "react";

/**
 * A choice that stands in the URL, and shows at once: the URL is read again a moment after it was written, and until then a field
 * bound to it would jump back. Follows the URL when that changes by itself, as by the Back button.
 */
export function useChosen(inUrl: string): [string, (value: string) => void] {
  const [chosen, setChosen] = useState({ value: inUrl, inUrl });
  if (chosen.inUrl !== inUrl) setChosen({ value: inUrl, inUrl });
  return [chosen.value, (value) => setChosen({ value, inUrl })];
}
