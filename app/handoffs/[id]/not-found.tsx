import { NotFound } from "@/components/shell/not-found.tsx";

export default function UnknownHandoff() {
  return <NotFound what="handoff" hint="A handoff appears two seconds after its trace fell quiet. Check the id, or that the agents' exporter reaches this Seamscope and no other." />;
}
