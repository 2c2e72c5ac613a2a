import type { OpenGroup } from "@/lib/model/reconciliation.ts";

/** The name of a group in the address of the inbox. */
export const keyOfGroup = ({ class: name, seamId, reason }: Pick<OpenGroup, "class" | "seamId" | "reason">): string => `${name}:${encodeURIComponent(seamId)}:${encodeURIComponent(reason)}`;
