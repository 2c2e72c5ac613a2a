import { readChannels } from "@/lib/queries/alerts/read-channels.ts";
import { TOLD } from "./of-the-rest.ts";
import type { Questions } from "./question.ts";

/** What is asked of alert rules, channels, firings and deliveries. */
export const QUESTIONS_OF_ALERTS: Questions = {
  "alerts/read-channels.ts": (db) => readChannels(db, { project: TOLD }),
};
