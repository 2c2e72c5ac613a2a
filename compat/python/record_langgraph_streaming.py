"""LangGraph, instrumented by OpenInference: a graph whose models and steps are streamed."""

from openinference.instrumentation.langchain import LangChainInstrumentor
from opentelemetry.sdk.trace import TracerProvider

from shared.record import record
from systems.langgraph import stream


def run(provider: TracerProvider) -> None:
    LangChainInstrumentor().instrument(tracer_provider=provider)
    stream()


record("langgraph-py.streaming", "langgraph", "openinference-instrumentation-langchain", "writer -> editor -> publisher by commands, all streamed; the editor stops to ask a person.", run)
