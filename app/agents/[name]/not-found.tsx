import { NotFound } from "@/components/shell/not-found.tsx";

export default function AgentNotFound() {
  return <NotFound what="agent" hint="No handoff in this window names an agent of this name, and nobody has declared it. Choose a longer window, or look at the list of agents." />;
}
