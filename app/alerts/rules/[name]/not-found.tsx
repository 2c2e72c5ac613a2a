import { NotFound } from "@/components/shell/not-found.tsx";

export default function RuleNotFound() {
  return <NotFound what="alert rule" hint="It may have been deleted or have another name. What it fired for stands in the history." />;
}
