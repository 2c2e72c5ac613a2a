import { NotFound } from "@/components/shell/not-found.tsx";

export default function UnknownWorkflow() {
  return (
    <NotFound
      what="workflow"
      hint="A workflow is found by the value of handoff.correlation_id, handoff.id, a2a.task.id, gen_ai.conversation.id or session.id on any of its spans, or by the id of a trace; it appears two seconds after a trace fell quiet."
    />
  );
}
