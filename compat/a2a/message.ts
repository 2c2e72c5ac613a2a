import { type Message, Role, type TaskStatus, TaskState } from "@a2a-js/sdk";

/** Who a message belongs to; both are "" in the first message of a conversation. */
interface Conversation {
  taskId: string;
  contextId: string;
}

/** A message of one text. */
export function messageOf(id: string, role: Role, text: string, { taskId, contextId }: Conversation): Message {
  const part = { content: { $case: "text" as const, value: text }, metadata: undefined, filename: "", mediaType: "text/plain" };
  return { messageId: id, contextId, taskId, role, parts: [part], metadata: undefined, extensions: [], referenceTaskIds: [] };
}

/** All that a message says. */
export const textOf = (message?: Message): string => (message?.parts ?? []).map((part) => (part.content?.$case === "text" ? part.content.value : "")).join("");

/** A task's status with what its agent says in it. */
export function statusOf(state: TaskState, text: string, conversation: Conversation): TaskStatus {
  return { state, message: messageOf(`${conversation.taskId}-${TaskState[state]}`, Role.ROLE_AGENT, text, conversation), timestamp: new Date().toISOString() };
}
