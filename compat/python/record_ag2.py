"""AG2 before 1.0: a group whose agents hand over by the conditions they were given; a chat of two."""

from autogen import ConversableAgent, LLMConfig
from autogen.agentchat import initiate_group_chat
from autogen.agentchat.group import AgentTarget, OnCondition, StringLLMCondition, TerminateTarget
from autogen.agentchat.group.patterns import DefaultPattern
from autogen.opentelemetry import instrument_agent, instrument_llm_wrapper, instrument_pattern
from openinference.instrumentation.ag2 import AG2Instrumentor
from opentelemetry.sdk.trace import TracerProvider

from shared.fake_openai import MODEL_URL, FakeOpenAi, call
from shared.record import record

SCRIPT = {
    "triage": [call("transfer_to_billing_1")],
    "billing": [call("transfer_to_refunds_1")],
    "refunds": ["Your 49.90 EUR for order A-100 are on their way."],
    "writer": ["Please review this: tides follow the moon and the sun."],
    "reviewer": ["Approved: tides follow the moon and the sun."],
}
NOTE = "A group triage -> billing -> refunds; writer asks reviewer."


def agent(name: str) -> ConversableAgent:
    config = LLMConfig({"model": "fake-model", "base_url": MODEL_URL, "api_key": "none", "api_type": "openai", "price": [0, 0]})
    return ConversableAgent(name, system_message=f"You are {name}.", llm_config=config, human_input_mode="NEVER")


def desk() -> DefaultPattern:
    triage, billing, refunds = (agent(name) for name in ("triage", "billing", "refunds"))
    for source, target in ((triage, billing), (billing, refunds)):
        source.handoffs.add_llm_condition(OnCondition(target=AgentTarget(target), condition=StringLLMCondition(prompt=f"When {target.name} can help.")))
    refunds.handoffs.set_after_work(TerminateTarget())
    return DefaultPattern(initial_agent=triage, agents=[triage, billing, refunds])


def converse(pattern: DefaultPattern, writer: ConversableAgent, reviewer: ConversableAgent) -> None:
    with FakeOpenAi(SCRIPT):
        result, _, __ = initiate_group_chat(pattern=pattern, messages="I was charged twice for order A-100", max_rounds=10)
        print(result.chat_history[-1]["content"])
        print(writer.initiate_chat(reviewer, message="Tides follow the moon and the sun.", max_turns=1).chat_history[-1]["content"])


def with_openinference(provider: TracerProvider) -> None:
    instrumentor = AG2Instrumentor()
    instrumentor.instrument(tracer_provider=provider)
    converse(desk(), agent("writer"), agent("reviewer"))
    instrumentor.uninstrument()


def natively(provider: TracerProvider) -> None:
    instrument_llm_wrapper(tracer_provider=provider, capture_messages=True)
    members = [instrument_agent(agent(name), tracer_provider=provider) for name in ("writer", "reviewer")]
    converse(instrument_pattern(desk(), tracer_provider=provider), *members)


record("ag2.openinference", "ag2", "openinference-instrumentation-ag2", NOTE, with_openinference)
record("ag2.native", "ag2", "ag2", NOTE, natively)
