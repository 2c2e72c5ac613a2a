import { NotFound } from "@/components/shell/not-found.tsx";

export default function UnknownContract() {
  return <NotFound what="contract" hint="Nobody pushed a contract of this name. A handoff may name one all the same; the contracts that are stored stand under Contracts." />;
}
