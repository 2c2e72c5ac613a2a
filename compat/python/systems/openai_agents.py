"""Two systems of the OpenAI Agents SDK: Triage hands over to Billing, Billing to Refunds, each with a payload; a manager uses a specialist as a tool."""

import asyncio

from agents import Agent, Runner, handoff, set_default_openai_client
from openai import AsyncOpenAI
from pydantic import BaseModel

from shared.fake_openai import MODEL_URL, FakeOpenAi, call

NOTE = "Triage -> Billing -> Refunds with payloads; Manager uses Specialist as a tool."


class Order(BaseModel):
    reason: str
    order_id: str


async def take(_: object, __: Order) -> None:
    """The framework wants to be told what to do with a payload."""


def agent(name: str, instructions: str, **more: object) -> Agent:
    return Agent(name=name, instructions=f"You are {name}. {instructions}", model="fake-model", **more)


refunds = agent("Refunds", "Pay back what the customer is owed.")
billing = agent("Billing", "Explain invoices; pass refunds on.", handoffs=[handoff(refunds, input_type=Order, on_handoff=take)])
triage = agent("Triage", "Find out who can help.", handoffs=[handoff(billing, input_type=Order, on_handoff=take)])
specialist = agent("Specialist", "Know the policy.")
manager = agent("Manager", "Answer the customer.", tools=[specialist.as_tool("ask_specialist", "Asks who knows the policy.")])

SCRIPT = {
    "Triage": [call("transfer_to_billing", reason="charged twice", order_id="A-100")],
    "Billing": [call("transfer_to_refunds", reason="charged twice", order_id="A-100")],
    "Refunds": ["Your 49.90 EUR for order A-100 are on their way."],
    "Manager": [call("ask_specialist", input="How long are refunds possible?"), "Refunds are possible for 30 days."],
    "Specialist": ["30 days after delivery."],
}


async def both() -> None:
    print((await Runner.run(triage, "I was charged twice for order A-100")).final_output)
    print((await Runner.run(manager, "How long can I wait?")).final_output)


def converse() -> None:
    """Runs both; the caller has instrumented the SDK before."""
    set_default_openai_client(AsyncOpenAI(api_key="none", base_url=MODEL_URL), use_for_tracing=False)
    with FakeOpenAi(SCRIPT):
        asyncio.run(both())
