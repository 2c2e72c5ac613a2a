import { PageTabs } from "../ui/page-tabs.tsx";

const TABS = [
  { href: "/settings", label: "Overview" },
  { href: "/settings/ingest", label: "Ingest ledger" },
  { href: "/rejects", label: "Rejects" },
  { href: "/settings/retention", label: "Retention & disk" },
] as const;

/** Leads from one page of the settings to the others. */
export const SettingsTabs = ({ here }: { here: (typeof TABS)[number]["href"] }) => <PageTabs label="Settings" tabs={TABS} here={here} />;
