"""LangGraph, instrumented by LangSmith, which sends by OpenTelemetry's exporter."""

import os

os.environ |= {"LANGSMITH_OTEL_ENABLED": "true", "LANGSMITH_OTEL_ONLY": "true", "LANGSMITH_TRACING": "true", "LANGSMITH_API_KEY": "none", "LANGCHAIN_REVISION_ID": "1"}

from langchain_core.tracers.langchain import wait_for_all_tracers
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider

from shared.record import record
from systems.langgraph import FEW, ask_person, pair, send


def run(provider: TracerProvider) -> None:
    trace.set_tracer_provider(provider)
    for system in (pair, send, ask_person):
        system()
    wait_for_all_tracers()


record("langgraph-py.langsmith", "langgraph", "langsmith", FEW, run)
