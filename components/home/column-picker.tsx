"use client";

import { Columns3 } from "lucide-react";
import { SEAM_COLUMNS } from "../seam/seam-columns.tsx";

/** Which columns the seam table has; the name always stays. */
export function ColumnPicker({ hidden, onHide }: { hidden: readonly string[]; onHide: (hidden: readonly string[]) => void }) {
  return (
    <>
      <button type="button" popoverTarget="seam-columns" className="field flex items-center gap-1.5 text-xs">
        <Columns3 className="size-3.5" aria-hidden="true" />
        Columns{hidden.length > 0 ? `, ${hidden.length} hidden` : ""}
      </button>
      <fieldset id="seam-columns" popover="auto" className="panel m-auto w-72 p-4 text-sm text-ink shadow-lg">
        <legend className="column-head float-left mb-2 w-full">Columns of the seam table</legend>
        {Object.entries(SEAM_COLUMNS).filter(([id]) => id !== "seam").map(([id, { label, title }]) => (
          <label key={id} className="clear-both flex min-h-7 items-center gap-2" title={title}>
            <input
              type="checkbox"
              checked={!hidden.includes(id)}
              onChange={(event) => onHide(event.target.checked ? hidden.filter((one) => one !== id) : [...hidden, id])}
            />
            {label}
          </label>
        ))}
      </fieldset>
    </>
  );
}
