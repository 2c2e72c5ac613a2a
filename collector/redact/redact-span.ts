import type { Attributes } from "@/lib/model/attributes.ts";
import type { Resource, Scope, Span } from "@/lib/model/span.ts";
import { Pass } from "./pass.ts";
import { redactText } from "./redact-text.ts";
import type { Redactor } from "./redactor.ts";

/** How many values each rule changed. */
export type RuleCounts = Readonly<Record<string, number>>;

/** A span with nothing left in it that the redactor's rules name: what was done is recorded in `seamscope.redacted` of the span, its resource or its scope. */
export function redactSpan(span: Span, redactor: Redactor): { span: Span; redactions: RuleCounts } {
  const pass = new Pass(redactor);
  const resource = redactResource(span.resource, redactor);
  const scope = redactScope(span.scope, redactor);
  const attributes = pass.attributes(span.attributes, "");
  const events = span.events.map((event, index) => ({ ...event, name: pass.text(event.name, "name", `events/${index}/`), attributes: pass.attributes(event.attributes, `events/${index}/`) }));
  const links = span.links.map((link, index) => ({ ...link, traceState: pass.text(link.traceState, "tracestate", `links/${index}/`), attributes: pass.attributes(link.attributes, `links/${index}/`) }));
  const name = pass.text(span.name, "name", "");
  const statusMessage = pass.text(span.statusMessage, "status.message", "");
  const traceState = pass.text(span.traceState, "tracestate", "");
  const isSame = pass.notes.isEmpty && resource.resource === span.resource && scope.scope === span.scope;
  if (isSame) return { span, redactions: {} };
  return {
    span: { ...span, name, statusMessage, traceState, attributes: pass.notes.recordIn(attributes), events, links, resource: resource.resource, scope: scope.scope },
    redactions: addUp([pass.notes.counts, resource.redactions, scope.redactions]),
  };
}

/** A resource of which many spans have a part: counted once, however often it is asked for. The same object where nothing was to be redacted. */
export function redactResource(resource: Resource, redactor: Redactor): { resource: Resource; redactions: RuleCounts } {
  const { attributes, redactions } = redactShared(resource.attributes, redactor);
  const schemaUrl = redactText(resource.schemaUrl, redactor);
  const isSame = attributes === resource.attributes && schemaUrl === resource.schemaUrl;
  return { resource: isSame ? resource : { ...resource, attributes, schemaUrl }, redactions };
}

/** The same for a scope, with its name and version. */
export function redactScope(scope: Scope, redactor: Redactor): { scope: Scope; redactions: RuleCounts } {
  const shared = redactShared(scope.attributes, redactor);
  const pass = new Pass(redactor);
  const [name, version, schemaUrl] = [pass.text(scope.name, "name", ""), pass.text(scope.version, "version", ""), pass.text(scope.schemaUrl, "schema_url", "")];
  const attributes = pass.notes.recordIn(shared.attributes);
  return { scope: attributes === scope.attributes ? scope : { ...scope, name, version, schemaUrl, attributes }, redactions: addUp([shared.redactions, pass.notes.counts]) };
}

function redactShared(attributes: Attributes, redactor: Redactor): { attributes: Attributes; redactions: RuleCounts } {
  const known = redactor.shared.get(attributes);
  if (known !== undefined) return { attributes: known, redactions: {} };
  const pass = new Pass(redactor);
  const redacted = pass.notes.recordIn(pass.attributes(attributes, ""));
  redactor.shared.set(attributes, redacted);
  return { attributes: redacted, redactions: pass.notes.counts };
}

/** Counts of rules put together. */
export function addUp(counts: readonly RuleCounts[]): RuleCounts {
  const sum: Record<string, number> = {};
  for (const some of counts) for (const [rule, count] of Object.entries(some)) sum[rule] = (sum[rule] ?? 0) + count;
  return sum;
}
