import { StorageReport } from "@/lib/model/retention.ts";
import { endpoint, NO_PARAMS } from "./endpoint.ts";

/** What is stored, and for how long. */
export const STORAGE_ENDPOINTS = {
  storage: endpoint({
    path: "/storage",
    summary: "What is stored, how long it is kept, and when a disk is full",
    description: "Sizes as they lie, by table; retention by kind as the tables have it and as it is set; the forecast is an estimate and says what it rests on.",
    params: NO_PARAMS,
    query: NO_PARAMS,
    answer: StorageReport,
  }),
};
