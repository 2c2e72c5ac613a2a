"""LangGraph, instrumented by OpenInference."""

from openinference.instrumentation.langchain import LangChainInstrumentor
from opentelemetry.sdk.trace import TracerProvider

from shared.record import record
from systems.langgraph import ask_person, send, supervise, swarm


def recorded(name: str, note: str, *systems: object) -> None:
    def run(provider: TracerProvider) -> None:
        instrumentor = LangChainInstrumentor()
        instrumentor.instrument(tracer_provider=provider)
        for system in systems:
            system()
        instrumentor.uninstrument()

    record(f"langgraph-py.{name}", "langgraph", "openinference-instrumentation-langchain", note, run)


recorded("supervisor", "supervisor -> researcher -> supervisor -> writer -> supervisor.", supervise)
recorded("swarm", "A swarm: triage -> billing -> refunds by tools.", swarm)
recorded("commands", "planner sends to two researchers; writer -> editor -> publisher by commands, and the editor stops to ask a person.", send, ask_person)
