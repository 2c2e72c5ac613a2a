"""AutoGen AgentChat: a swarm that hands over by tools, a writer and a reviewer in turns, and a team whose next speaker a model selects."""

import asyncio

from autogen_agentchat.agents import AssistantAgent
from autogen_agentchat.conditions import MaxMessageTermination, TextMentionTermination
from autogen_agentchat.teams import BaseGroupChat, RoundRobinGroupChat, SelectorGroupChat, Swarm
from autogen_ext.models.openai import OpenAIChatCompletionClient
from openinference.instrumentation.autogen_agentchat import AutogenAgentChatInstrumentor
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider

from shared.fake_openai import MODEL_URL, FakeOpenAi, call
from shared.record import record

SCRIPT = {
    "triage": [call("transfer_to_billing")],
    "billing": [call("transfer_to_refunds")],
    "refunds": ["Your 49.90 EUR for order A-100 are on their way. DONE"],
    "writer": ["Tides follow the moon and the sun."],
    "reviewer": ["Approved: tides follow the moon and the sun."],
    "selector": ["planner", "researcher"],
    "planner": ["Somebody should find out what the moon does."],
    "researcher": ["The moon pulls at the sea."],
}


def model() -> OpenAIChatCompletionClient:
    info = {"vision": False, "function_calling": True, "json_output": False, "structured_output": False, "family": "unknown"}
    return OpenAIChatCompletionClient(model="fake-model", base_url=MODEL_URL, api_key="none", model_info=info)


def agent(name: str, **more: object) -> AssistantAgent:
    return AssistantAgent(name, model_client=model(), description=f"Does the work of {name}.", system_message=f"You are {name}.", **more)


def desk() -> BaseGroupChat:
    members = [agent("triage", handoffs=["billing"]), agent("billing", handoffs=["refunds"]), agent("refunds")]
    return Swarm(members, termination_condition=TextMentionTermination("DONE"))


def press() -> BaseGroupChat:
    return RoundRobinGroupChat([agent("writer"), agent("reviewer")], termination_condition=MaxMessageTermination(3))


def study() -> BaseGroupChat:
    members = [agent("planner"), agent("researcher")]
    prompt = "You are selector. {roles} {history} Choose one of {participants}."
    return SelectorGroupChat(members, model_client=model(), selector_prompt=prompt, termination_condition=MaxMessageTermination(3))


async def converse() -> None:
    for team, question in ((desk(), "I was charged twice for order A-100"), (press(), "Write a report on tides"), (study(), "What makes the tides?")):
        with trace.get_tracer("support-desk").start_as_current_span("POST /ask"):
            print((await team.run(task=question)).messages[-1].to_text())


SYSTEMS = "A swarm triage -> billing -> refunds; writer -> reviewer in turns; planner -> researcher, as a model selects"


def with_openinference(provider: TracerProvider) -> None:
    instrumentor = AutogenAgentChatInstrumentor()
    instrumentor.instrument(tracer_provider=provider)
    with FakeOpenAi(SCRIPT):
        asyncio.run(converse())
    instrumentor.uninstrument()


def natively(provider: TracerProvider) -> None:
    trace.set_tracer_provider(provider)
    with FakeOpenAi(SCRIPT):
        asyncio.run(converse())


record("autogen.openinference", "autogen-agentchat", "openinference-instrumentation-autogen-agentchat", f"{SYSTEMS}.", with_openinference)
record("autogen.native", "autogen-agentchat", "autogen-core", f"{SYSTEMS}.", natively)
