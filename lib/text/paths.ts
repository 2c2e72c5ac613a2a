// Ids come from telemetry and may hold any character, so every address is built here and nowhere else.

/** `.` and `..` mean a folder in an address, however they are encoded, so such a name stands behind a tilde; one more tells a name that has one itself. */
const DOTS = /^~*\.{1,2}$/;

/** A name or an id as one part of an address; `idFromPath` reads it back. */
const segment = (id: string): string => (DOTS.test(id) ? `~${id}` : encodeURIComponent(id));

/** The page of a handoff. */
export const handoffPath = (id: string): string => `/handoffs/${segment(id)}`;

/** The page of a seam. */
export const seamPath = (id: string): string => `/seams/${segment(id)}`;

/** The page of an agent. */
export const agentPath = (name: string): string => `/agents/${segment(name)}`;

/** The page of a contract. */
export const contractPath = (name: string): string => `/contracts/${segment(name)}`;

/** The page of a contract proposed for a seam. */
export const proposalPath = (seamId: string): string => `/seams/${encodeURIComponent(seamId)}/proposal`;

/** The page of a trace, with one span's detail open when it is named. */
export const tracePath = (traceId: string, spanId?: string): string =>
  `/traces/${encodeURIComponent(traceId)}${spanId === undefined ? "" : `?span=${encodeURIComponent(spanId)}`}`;

/** The page of one firing of an alert. */
export const firingPath = (id: string): string => `/alerts/${segment(id)}`;

/** The page of an alert rule. */
export const rulePath = (name: string): string => `/alerts/rules/${segment(name)}`;

/** The page of a workflow, by any of its keys or the id of one of its traces. */
export const workflowPath = (key: string): string => `/workflows/${segment(key)}`;

/** The compliance record of a workflow, to read and to print. */
export const recordPath = (key: string): string => `${workflowPath(key)}/record`;

/** Where the browser asks for rows of a trace's waterfall, and, with an id, for everything one span came with. */
export const spansPath = (traceId: string, spanId?: string): string =>
  `/api/v1/traces/${encodeURIComponent(traceId)}/spans${spanId === undefined ? "" : `/${encodeURIComponent(spanId)}`}`;

/** Where the parts of one payload of a handoff are read; offset and limit are to be added. */
export const payloadPartsPath = (id: string, side: string): string => `/api/v1/handoffs/${encodeURIComponent(id)}/payload?side=${side}`;

/** One payload of a handoff, as a file. */
export const payloadFilePath = (id: string, side: string): string => `/handoffs/${encodeURIComponent(id)}/payload/${side}`;

/** Two runs side by side, each the id of a trace or the key of a workflow; without the other one the page suggests some. */
export const comparePath = (a: string, b?: string): string => `/compare?a=${encodeURIComponent(a)}${b === undefined ? "" : `&b=${encodeURIComponent(b)}`}`;

/** What the agents of a trace were given, said and called, as a text to read. */
export const readingPath = (traceId: string): string => `/traces/${encodeURIComponent(traceId)}/reading`;

/** The short address of a handoff, trace, seam, workflow or firing, for tickets: by id alone, no time range. */
export const shortPath = (kind: "h" | "t" | "s" | "w" | "a", id: string): string => `/${kind}/${segment(id)}`;

/** The page of a ticket, with all that it cites. */
export const ticketPath = (key: string): string => `/tickets/${segment(key)}`;

/** Where the evidence about a thing, or about all that a ticket cites, is read as Markdown. */
export const evidencePath = (kind: string, id: string): string => `/api/v1/evidence?kind=${kind}&id=${encodeURIComponent(id)}&format=markdown`;

/** The picture that stands beside a link to a thing where it is unfurled. */
export const cardPath = (kind: string, id: string): string => `/cards/${kind}/${segment(id)}`;

/** Where a share link leads, which opens one thing and nothing else. */
export const sharePath = (token: string): string => `/share/${token}`;

/** The page that explains a finding class. */
export const findingDocsPath = (findingClass: string): string => `/docs/findings#${findingClass}`;

/** An id out of an address, whether the router has decoded it or not; as it stands when it is no valid encoding. */
export function idFromPath(part: string): string {
  const id = decoded(part);
  return id.startsWith("~") && DOTS.test(id) ? id.slice(1) : id;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** An address with some of its parameters changed; an undefined or empty value takes the parameter away. */
export function withParams(path: string, search: string, changes: Record<string, string | undefined>): string {
  const params = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === "") params.delete(name);
    else params.set(name, value);
  }
  const query = params.toString();
  return query === "" ? path : `${path}?${query}`;
}
