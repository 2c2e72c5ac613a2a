"""OpenAI Agents, instrumented by OpenTelemetry's contributors."""

from agents import set_trace_processors
from opentelemetry.instrumentation.openai_agents import OpenAIAgentsInstrumentor
from opentelemetry.sdk.trace import TracerProvider

from shared.record import record
from systems.openai_agents import NOTE, converse


def run(provider: TracerProvider) -> None:
    set_trace_processors([])
    OpenAIAgentsInstrumentor().instrument(tracer_provider=provider)
    converse()


record("openai-agents-py.contrib", "openai-agents", "opentelemetry-instrumentation-openai-agents-v2", NOTE, run)
