"""LangGraph, instrumented by OpenLLMetry."""

from multiprocessing import get_context

from opentelemetry.instrumentation.langchain import LangchainInstrumentor
from opentelemetry.sdk.trace import TracerProvider

from shared.record import record
from systems.langgraph import ask_person, pair, send


def recorded(name: str, note: str, *systems: object) -> None:
    def run(provider: TracerProvider) -> None:
        LangchainInstrumentor().instrument(tracer_provider=provider)
        for system in systems:
            system()

    record(f"langgraph-py.{name}", "langgraph", "opentelemetry-instrumentation-langchain", note, run)


def in_own_process(*arguments: object) -> None:
    """The instrumentation can neither be taken off whole nor be put on twice."""
    process = get_context("fork").Process(target=recorded, args=arguments)
    process.start()
    process.join()


in_own_process("openllmetry", "planner sends to two researchers; writer -> editor -> publisher by commands, and the editor stops to ask a person.", send, ask_person)
in_own_process("openllmetry-swarm", "A swarm of two: triage -> refunds by a tool.", pair)
