-- What stands in place of a handoff's evidence once its payloads are no longer kept (docs/retention.md): the summary, without legs and
-- payloads, saying so. A column that expires takes its default, so whoever reads `detail` needs not know of it.
ALTER TABLE handoffs MODIFY COLUMN detail DEFAULT if(summary = '', '', concat(substring(summary, 1, length(summary) - 1), ',"corroboration":[],"reason":"","legs":[],"sent":null,"received":null,"returned":null,"schema":null,"incomplete":["evidence: no longer kept"]}'))
