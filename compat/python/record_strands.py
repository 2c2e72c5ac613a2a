"""Strands: a swarm of three that hands over with a message and context; a manager uses a specialist as a tool."""

from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from strands import Agent
from strands.models.openai import OpenAIModel
from strands.multiagent import Swarm

from shared.fake_openai import MODEL_URL, FakeOpenAi, call
from shared.record import record

SCRIPT = {
    "triage": [call("handoff_to_agent", agent_name="billing", message="Customer was charged twice for order A-100", context={"order_id": "A-100"}), "Passed on to billing."],
    "billing": [call("handoff_to_agent", agent_name="refunds", message="Pay back 49.90 EUR for order A-100", context={"order_id": "A-100", "amount": 49.9}), "Passed on to refunds."],
    "refunds": ["Your 49.90 EUR for order A-100 are on their way."],
    "manager": [call("policy_specialist", input="How long are refunds possible?"), "Refunds are possible for 30 days."],
    "policy_specialist": ["30 days after delivery."],
}


def agent(name: str, **more: object) -> Agent:
    model = OpenAIModel(client_args={"api_key": "none", "base_url": MODEL_URL}, model_id="fake-model")
    return Agent(name=name, model=model, system_prompt=f"You are {name}.", callback_handler=None, **more)


def run(provider: TracerProvider) -> None:
    trace.set_tracer_provider(provider)
    with FakeOpenAi(SCRIPT):
        swarm = Swarm([agent(name) for name in ("triage", "billing", "refunds")])
        print(swarm("I was charged twice for order A-100").status)
        print(agent("manager", tools=[agent("policy_specialist", description="Knows the policy.").as_tool()])("How long can I wait?"))


record("strands-py.native", "strands-agents", "strands-agents", "A swarm triage -> billing -> refunds; manager uses policy_specialist as a tool.", run)
