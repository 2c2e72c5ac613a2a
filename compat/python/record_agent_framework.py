"""Microsoft Agent Framework: agents hand over to each other by tools; a sequence of two, joined by messages."""

import asyncio

from agent_framework import Agent
from agent_framework.observability import enable_instrumentation
from agent_framework.openai import OpenAIChatCompletionClient
from agent_framework.orchestrations import HandoffBuilder, SequentialBuilder
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider

from shared.fake_openai import MODEL_URL, FakeOpenAi, call
from shared.record import record

SCRIPT = {
    "triage": [call("handoff_to_billing")],
    "billing": [call("handoff_to_refunds")],
    "refunds": ["Your 49.90 EUR for order A-100 are on their way."],
    "writer": ["Tides follow the moon and the sun."],
    "reviewer": ["Approved: tides follow the moon and the sun."],
}


def agent(name: str) -> Agent:
    client = OpenAIChatCompletionClient(model="fake-model", api_key="none", base_url=MODEL_URL)
    return Agent(client, f"You are {name}.", name=name, require_per_service_call_history_persistence=True)


async def converse() -> None:
    triage, billing, refunds = (agent(name) for name in ("triage", "billing", "refunds"))
    builder = HandoffBuilder(name="desk", participants=[triage, billing, refunds], termination_condition=lambda messages: messages[-1].author_name == "refunds")
    desk = builder.with_start_agent(triage).add_handoff(triage, [billing]).add_handoff(billing, [refunds]).build()
    print((await desk.run("I was charged twice for order A-100")).get_final_state())
    press = SequentialBuilder(participants=[agent("writer"), agent("reviewer")]).build()
    print((await press.run("Write a report on tides")).get_final_state())


def run(provider: TracerProvider) -> None:
    trace.set_tracer_provider(provider)
    enable_instrumentation(enable_sensitive_data=True)
    with FakeOpenAi(SCRIPT):
        asyncio.run(converse())


record("agent-framework-py.native", "agent-framework-core", "agent-framework-core", "triage -> billing -> refunds by handoff tools; writer -> reviewer in sequence.", run)
