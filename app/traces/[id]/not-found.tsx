import { NotFound } from "@/components/shell/not-found.tsx";

export default function UnknownTrace() {
  return <NotFound what="trace" hint="A trace appears two seconds after its last span came. Check that the id has 32 hexadecimal digits, and that the exporter reaches this Seamscope and no other." />;
}
