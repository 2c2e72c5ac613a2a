/** What may be changed in a record that is kept, by the word under which it is counted; the sentences are for the sender. docs/otlp.md explains each. */
const CHANGES = {
  attributes: "attributes beyond the limit were left out and counted in dropped_attributes_count",
  events: "events beyond the limit were left out and counted in dropped_events_count",
  links: "links beyond the limit or without valid ids were left out and counted in dropped_links_count",
  nested_values: "arrays and kvlists were cut, because the request has too many values inside them",
  depth: "values nested too deeply were replaced by a marker",
  codes: "kinds, status codes or severities that OTLP does not name were taken as unspecified",
  text_length: "texts, byte strings or keys over the limit were cut; their length and digest stand at the cut",
  utf8: "bytes that are not UTF-8, or lone surrogates, were replaced by U+FFFD",
  duplicate_keys: "attribute keys came more than once in one place; the last value was kept",
  duplicate_fields: "JSON objects named a field twice; the last one was kept",
  unknown_fields: "fields in snake_case were ignored, because OTLP/JSON has lowerCamelCase names only: expected resourceSpans, not resource_spans",
} as const;

/** What is only noted of a record that is kept as it came; the sender is not told, since nothing was lost. */
const NOTES = {
  time_past: "times that are not told, or before the year 2000, were kept as sent; expected nanoseconds since 1970",
  time_future: "times more than an hour ahead of this collector's clock were kept as sent; expected nanoseconds since 1970",
  time_order: "spans that end before they start were kept as sent",
  time_length: "spans of more than a year were kept as sent",
  own_parent: "spans that name themselves as their parent were kept as sent",
} as const;

/** All words under which kept records are counted, with what they mean. */
export const ALTERATIONS = { ...CHANGES, ...NOTES };
export type Alteration = keyof typeof ALTERATIONS;

/** Whether a record was changed, and not only noted. */
export const isChange = (alteration: Alteration): boolean => alteration in CHANGES;
