import type { Metadata } from "next";
import { keyOfGroup } from "@/components/inbox/group-key.ts";
import { Inbox } from "@/components/inbox/inbox.tsx";
import { InboxViews } from "@/components/inbox/inbox-views.tsx";
import { Resolutions } from "@/components/inbox/resolutions.tsx";
import { Live } from "@/components/shell/live/live.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { TimeRangePicker } from "@/components/shell/time-range-picker.tsx";
import { PROJECT } from "@/lib/model/project.ts";
import { listResolutions } from "@/lib/queries/reconciliation/list-resolutions.ts";
import { resolveRange } from "@/lib/text/time-range.ts";
import { database } from "../database.ts";
import { readParams, searchOf, type RawParams } from "../url-params.ts";
import { readInbox } from "./read-inbox.ts";
import { InboxParams } from "./search-params.ts";

export const metadata: Metadata = { title: "Inbox" };

/** What is open stays open however old it is, so the page shows all time unless a window is asked for. */
const EVER = { range: "all" };

export default async function InboxPage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const raw = await searchParams;
  const { view, class: name, owner, age, open, ...choice } = readParams(InboxParams, raw);
  const now = new Date();
  const range = resolveRange(Object.values(choice).every((value) => value === undefined) ? EVER : choice, now);
  const address = { path: "/inbox", search: searchOf(raw), nowMs: now.getTime() };
  const db = await database();
  const head = (
    <PageHead title="Inbox">
      <InboxViews here={view} {...address} />
      <Live renderedAtMs={now.getTime()} />
      {view === "open" ? <TimeRangePicker range={range} {...address} /> : null}
    </PageHead>
  );
  if (view === "resolved") {
    const { resolutions, inAll } = await listResolutions(db, { project: PROJECT });
    return (
      <>
        {head}
        <Resolutions resolutions={resolutions} inAll={inAll} nowMs={address.nowMs} />
      </>
    );
  }
  const { reconciliation, opened } = await readInbox(db, { range, now, class: name, owner, age, open });
  return (
    <>
      {head}
      <Inbox reconciliation={reconciliation} choice={{ class: name, owner, age }} opened={open === undefined ? undefined : { ...opened, key: keyOfGroup(open) }} {...address} />
    </>
  );
}
