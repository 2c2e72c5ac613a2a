import { PageTabs } from "../ui/page-tabs.tsx";

const TABS = [
  { href: "/alerts", label: "Now & rules" },
  { href: "/alerts/history", label: "History" },
  { href: "/alerts/deliveries", label: "Deliveries" },
  { href: "/alerts/silences", label: "Silences" },
  { href: "/alerts/channels", label: "Channels" },
  { href: "/slo", label: "Objectives" },
] as const;

/** Leads from one page of the alerts to the others. */
export const AlertTabs = ({ here }: { here: (typeof TABS)[number]["href"] }) => <PageTabs label="Alerts" tabs={TABS} here={here} />;
