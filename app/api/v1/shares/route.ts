import { answer, Refusal } from "@/app/api/answer-request.ts";
import { linkBase } from "@/app/tickets/link-base.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { readJson } from "@/lib/api/read-json.ts";
import { share } from "@/lib/commands/citations/share.ts";
import { readConfig } from "@/lib/config/env.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { ShareRequest } from "@/lib/model/share.ts";
import { listShares } from "@/lib/queries/citations/list-shares.ts";
import { openSecrets } from "@/lib/secrets/secrets.ts";
import { sharePath } from "@/lib/text/paths.ts";
import { absolute } from "@/lib/text/permalink.ts";

export const GET = answer(ENDPOINTS.shares, (db, { kind, id, limit }) => listShares(db, { project: PROJECT, ...(kind === undefined ? {} : { kind }), ...(id === undefined ? {} : { id }), limit }));

export const POST = answer(ENDPOINTS.share, async (db, _asked, { text, request }) => {
  const read = readJson(ShareRequest, text);
  if (!read.ok) return new Refusal(read.problem);
  const config = readConfig();
  const done = await share(db, read.value, { project: PROJECT, secrets: openSecrets(config), bytesMax: config.SEAMSCOPE_PIN_BYTES_MAX, now: new Date() });
  if (!done.ok) return new Refusal({ code: done.problem === "full" ? "conflict" : "not_found", field: "id", message: done.message });
  const path = sharePath(done.token);
  return { share: done.share, path, address: absolute(linkBase(request.headers), path) };
});
