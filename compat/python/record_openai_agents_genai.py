"""OpenAI Agents and OpenAI's client, instrumented by OpenTelemetry's GenAI project, with contents."""

import os

from agents import set_trace_processors
from opentelemetry.instrumentation.genai.openai import OpenAIInstrumentor
from opentelemetry.instrumentation.genai.openai_agents import OpenAIAgentsInstrumentor
from opentelemetry.sdk.trace import TracerProvider

from shared.record import record
from systems.openai_agents import NOTE, converse


def run(provider: TracerProvider) -> None:
    os.environ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "SPAN_ONLY"
    os.environ["OTEL_SEMCONV_STABILITY_OPT_IN"] = "gen_ai_latest_experimental"
    set_trace_processors([])
    OpenAIInstrumentor().instrument(tracer_provider=provider)
    OpenAIAgentsInstrumentor().instrument(tracer_provider=provider)
    converse()


record("openai-agents-py.genai", "openai-agents", "opentelemetry-instrumentation-genai-openai-agents", NOTE, run)
