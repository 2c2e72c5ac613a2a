/** The places of the product in the order of the bar; `holds` are the paths that belong to one. */
export const PLACES = [
  { href: "/", label: "Seams", holds: ["/seams", "/handoffs"] },
  { href: "/traces", label: "Traces", holds: ["/traces", "/workflows"] },
  { href: "/inbox", label: "Inbox", holds: ["/inbox"] },
  { href: "/alerts", label: "Alerts", holds: ["/alerts", "/slo"] },
  { href: "/agents", label: "Agents", holds: ["/agents"] },
  { href: "/contracts", label: "Contracts", holds: ["/contracts"] },
  { href: "/audit", label: "Audit", holds: ["/audit"] },
  { href: "/settings", label: "Settings", holds: ["/settings", "/rejects"] },
  { href: "/docs/findings", label: "Findings", holds: ["/docs"] },
] as const;

/** All pages that need no id, as the command menu lists them. */
export const PAGES: readonly { href: string; label: string }[] = [...PLACES, { href: "/workflows", label: "Workflows" }, { href: "/alerts/rules/new", label: "New alert rule" }, { href: "/alerts/history", label: "Alert history" }, { href: "/alerts/deliveries", label: "Alert deliveries" }, { href: "/alerts/silences", label: "Silences" }, { href: "/alerts/channels", label: "Alert channels" }, { href: "/slo", label: "Objectives (SLO)" }, { href: "/settings/ingest", label: "Ingest" }, { href: "/rejects", label: "Rejects" }, { href: "/tickets", label: "Tickets" }];
