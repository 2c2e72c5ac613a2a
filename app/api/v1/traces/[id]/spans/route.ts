import { answer } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readSpanWindow } from "@/lib/queries/traces/read-span-window.ts";

export const GET = answer(ENDPOINTS.spanWindow, (db, { id, from, count, collapsed = [], expanded = [], zoom, only, around, find }) =>
  readSpanWindow(db, { project: PROJECT, traceId: id, from, count, view: { collapsed, expanded, zoom, onlyFailures: only === "failures" }, target: { spanId: around, find } }));
