import { NotFound } from "@/components/shell/not-found.tsx";

export default function FiringNotFound() {
  return <NotFound what="firing" hint="Firings are kept for ever, so the address was probably cut or mistyped. The history lists all of them." />;
}
