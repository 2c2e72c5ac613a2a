-- Ids of tool calls: of calls that ran, that a model asked for, and that a model was told the answer of after it last asked. A call
-- that a person had to approve is asked for in one trace and runs in another one. The same as lib/seams/gates/call-ids.ts reads.
CREATE MATERIALIZED VIEW IF NOT EXISTS tool_calls_view TO correlation_keys AS
WITH
    attributes['gen_ai.input.messages'] AS given,
    attributes['gen_ai.output.messages'] AS said,
    if(attributes['openinference.span.kind'] = 'LLM', mapKeys(attributes), []) AS model_keys,
    arrayMax(arrayMap(name -> toInt32OrZero(splitByChar('.', name)[3]) + 1, arrayFilter(name -> startsWith(name, 'llm.input_messages.') AND position(name, '.tool_calls.') > 0, model_keys))) AS asked_before
SELECT DISTINCT
    project,
    'gen_ai.tool.call.id' AS key_kind,
    arrayJoin(arrayDistinct(arrayFilter(value -> value != '' AND length(value) <= 256, arrayConcat(
        [attributes['gen_ai.tool.call.id']],
        arrayMap(name -> attributes[name], arrayFilter(name -> startsWith(name, 'llm.output_messages.') AND endsWith(name, '.tool_call.id'), model_keys)),
        arrayMap(name -> attributes[name], arrayFilter(
            name -> startsWith(name, 'llm.input_messages.') AND endsWith(name, '.message.tool_call_id') AND toInt32OrZero(splitByChar('.', name)[3]) + 1 > asked_before, model_keys)),
        if(position(said, 'tool_call') = 0, [], arrayMap(
            part -> part.2,
            arrayFilter(part -> part.1 = 'tool_call', arrayFlatten(JSONExtract(said, 'Array(Tuple(parts Array(Tuple(type String, id String))))').parts)))),
        if(position(given, 'tool_call_response') = 0, [], extractAll(
            substring(given, length(given) + 1 - if(position(reverse(given), '"tnatsissa"') = 0, length(given), position(reverse(given), '"tnatsissa"') + 10)),
            '"type":\\s*"tool_call_response",\\s*"id":\\s*"([^"\\\\]{1,256})"'))
    )))) AS key,
    trace_id
FROM spans
WHERE attributes['gen_ai.tool.call.id'] != '' OR attributes['openinference.span.kind'] = 'LLM' OR position(said, 'tool_call') > 0 OR position(given, 'tool_call_response') > 0
