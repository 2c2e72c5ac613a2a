/** Whether somebody is at something that new rows would take from under their hands: a selection, an open dialog or menu. */
export function isBusy(): boolean {
  const selection = document.getSelection();
  if (selection !== null && !selection.isCollapsed && selection.toString() !== "") return true;
  return document.querySelector("dialog[open], [popover]:popover-open") !== null;
}

/** Whether the dashboard answers at all. Next leaves the page for the browser's own error when it asks a server that is gone. */
export async function answers(): Promise<boolean> {
  return fetch("/icon.svg", { method: "HEAD", cache: "no-store" }).then(
    (answer) => answer.status < 500,
    () => false,
  );
}

const SHOWN_MS = 2400;

/** Marks for a moment the rows that lead to these handoffs and seams, by the attribute `data-fresh`. */
export function markFresh(paths: ReadonlySet<string>): void {
  const rows = new Set<Element>();
  for (const link of document.querySelectorAll<HTMLAnchorElement>("main a[href]")) {
    const row = paths.has(link.pathname) ? link.closest("tr, li, [role=row]") : null;
    if (row !== null) rows.add(row);
  }
  for (const row of rows) row.setAttribute("data-fresh", "");
  if (rows.size > 0) setTimeout(() => rows.forEach((row) => row.removeAttribute("data-fresh")), SHOWN_MS);
}
