"use client";

/** Prints the page. */
export function PrintButton() {
  return (
    <button type="button" onClick={() => window.print()} className="field text-xs print:hidden">
      Print
    </button>
  );
}
