import { answer, Refusal } from "@/app/api/answer-request.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { readJson } from "@/lib/api/read-json.ts";
import { pin } from "@/lib/commands/citations/pin.ts";
import { readConfig } from "@/lib/config/env.ts";
import { PinRequest } from "@/lib/model/citation.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { listPins } from "@/lib/queries/citations/list-pins.ts";
import { readPinUse } from "@/lib/queries/citations/read-pin-use.ts";

export const GET = answer(ENDPOINTS.pins, async (db, { kind, id, citedBy, reason, limit }) => {
  const asked = { ...(kind === undefined ? {} : { kind }), ...(id === undefined ? {} : { id }), ...(citedBy === undefined ? {} : { citedBy }), ...(reason === undefined ? {} : { reason }) };
  const [found, all, [use]] = await Promise.all([listPins(db, { project: PROJECT, ...asked, limit }), listPins(db, { project: PROJECT, limit: 1 }), readPinUse(db, { project: PROJECT })]);
  return { ...found, use: { pins: all.inAll, traces: use?.traces ?? 0, bytes: use?.bytes ?? 0, bytesMax: readConfig().SEAMSCOPE_PIN_BYTES_MAX } };
});

export const POST = answer(ENDPOINTS.pin, async (db, _asked, { text }) => {
  const read = readJson(PinRequest, text);
  if (!read.ok) return new Refusal(read.problem);
  const done = await pin(db, read.value, { project: PROJECT, bytesMax: readConfig().SEAMSCOPE_PIN_BYTES_MAX, now: new Date() });
  if (!done.ok) return new Refusal({ code: done.problem === "full" ? "conflict" : "not_found", field: "id", message: done.message });
  return { pin: done.pin, already: done.already, complete: done.pin.traceIds.length >= done.pin.tracesInAll };
});
