import type { Resource, Scope, Span } from "@/lib/model/span.ts";
import { Pass } from "./pass.ts";
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

/** A resource of which many spans have a part; the same object where nothing was to be redacted. It has been read to its end. */
export function redactResource(resource: Resource, redactor: Redactor): { resource: Resource; redactions: RuleCounts } {
  const pass = new Pass(redactor);
  const attributes = pass.attributes(resource.attributes, "");
  if (pass.notes.isEmpty) return { resource, redactions: {} };
  return { resource: { ...resource, attributes: pass.notes.recordIn(attributes) }, redactions: pass.notes.counts };
}

/** The same for a scope, with its name and version. */
export function redactScope(scope: Scope, redactor: Redactor): { scope: Scope; redactions: RuleCounts } {
  const pass = new Pass(redactor);
  const attributes = pass.attributes(scope.attributes, "");
  const [name, version] = [pass.text(scope.name, "name", ""), pass.text(scope.version, "version", "")];
  if (pass.notes.isEmpty) return { scope, redactions: {} };
  return { scope: { ...scope, name, version, attributes: pass.notes.recordIn(attributes) }, redactions: pass.notes.counts };
}

/** Counts of rules put together. */
export function addUp(counts: readonly RuleCounts[]): RuleCounts {
  const sum: Record<string, number> = {};
  for (const some of counts) for (const [rule, count] of Object.entries(some)) sum[rule] = (sum[rule] ?? 0) + count;
  return sum;
}
