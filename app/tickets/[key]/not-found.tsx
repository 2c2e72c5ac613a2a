import { NotFound } from "@/components/shell/not-found.tsx";

export default function UnknownTicket() {
  return <NotFound what="ticket" hint="A ticket is named by its key, such as INC-123 or owner/repo#45, or by its http or https address." />;
}
