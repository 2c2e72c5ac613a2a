import { NotFound } from "@/components/shell/not-found.tsx";

export default function UnknownPage() {
  return <NotFound what="page" hint="The address leads nowhere. Seams, traces and findings stand in the bar above; the search box finds anything by its id." />;
}
