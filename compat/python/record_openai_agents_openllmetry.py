"""OpenAI Agents, instrumented by OpenLLMetry."""

from agents import set_trace_processors
from opentelemetry.instrumentation.openai_agents import OpenAIAgentsInstrumentor
from opentelemetry.sdk.trace import TracerProvider

from shared.record import record
from systems.openai_agents import NOTE, converse


def run(provider: TracerProvider) -> None:
    set_trace_processors([])
    OpenAIAgentsInstrumentor().instrument(tracer_provider=provider)
    converse()


record("openai-agents-py.openllmetry", "openai-agents", "opentelemetry-instrumentation-openai-agents", NOTE, run)
