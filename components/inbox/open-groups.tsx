"use client";

import type { OpenGroup } from "@/lib/model/reconciliation.ts";
import { GroupItems, type OpenedGroup } from "./group-items.tsx";
import { keyOfGroup } from "./group-key.ts";
import { GroupRow } from "./group-row.tsx";
import { ResolveDialog } from "./resolve-dialog.tsx";
import { ResolvedNotice } from "./resolved-notice.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { useResolving } from "./use-resolving.ts";

const TITLES = ["How many", "What", "Seam", "Owner", "Oldest", "Last proof of life, examples", ""];
const WIDTHS = ["w-10", "w-20", "w-56", "", "w-40", "w-28", "", "w-28"];

interface OpenGroupsProps {
  groups: readonly OpenGroup[];
  opened: OpenedGroup | undefined;
  path: string;
  search: string;
  nowMs: number;
}

/** Open handoffs, one row for all that are open on the same seam for the same reason; resolved one by one, by group, or several groups at once. */
export function OpenGroups({ groups, opened, path, search, nowMs }: OpenGroupsProps) {
  const inbox = useResolving(groups);
  const { body, chosen, resolving, done } = inbox;
  return (
    <>
      {done === undefined ? null : <ResolvedNotice key={done.id} done={done} onReopened={() => inbox.settle(undefined)} />}
      {chosen.length === 0 ? null : <SelectionBar chosen={chosen} onResolve={() => inbox.askGroups(chosen)} onNone={() => inbox.select([])} />}
      <div className="relative overflow-x-auto" role="region" aria-label="Open handoffs in groups" tabIndex={0}>
        <table className="w-full min-w-5xl table-fixed">
          <colgroup>
            {WIDTHS.map((width, index) => (
              <col key={`${width}${index}`} className={width} />
            ))}
          </colgroup>
          <GroupsHead isAll={chosen.length === groups.length} onAll={() => inbox.select(chosen.length === groups.length ? [] : groups)} />
          <tbody ref={body}>
            {groups.map((group) => {
              const key = keyOfGroup(group);
              const isOpen = opened?.key === key;
              return (
                <GroupRow key={key} group={group} isOpen={isOpen} isSelected={chosen.includes(group)} onSelect={() => inbox.toggle(group)} onResolve={() => inbox.askGroups([group])} path={path} search={search} nowMs={nowMs}>
                  {isOpen ? <GroupItems group={group} opened={opened} onResolve={(item) => inbox.askHandoff(group, item)} nowMs={nowMs} /> : null}
                </GroupRow>
              );
            })}
          </tbody>
        </table>
      </div>
      {resolving === undefined ? null : <ResolveDialog resolving={resolving} onDone={inbox.settle} onClose={inbox.cancel} />}
    </>
  );
}

function GroupsHead({ isAll, onAll }: { isAll: boolean; onAll: () => void }) {
  return (
    <thead>
      <tr>
        <th scope="col" className="border-b border-line py-1 pl-4 text-start">
          <input type="checkbox" aria-label="Select all groups shown" className="accent-ink" checked={isAll} onChange={onAll} />
        </th>
        {TITLES.map((title) => (
          <th key={title} scope="col" className="column-head border-b border-line px-3 py-1.5 last:pr-4">
            {title === "" ? <span className="sr-only">Resolve</span> : title}
          </th>
        ))}
      </tr>
    </thead>
  );
}
