"""Microsoft Agent Framework: a tool that waits for a person, one approved and one refused; a message that no executor takes."""

import asyncio

from agent_framework import Agent, Executor, WorkflowBuilder, WorkflowContext, handler, tool
from agent_framework.observability import enable_instrumentation
from agent_framework.openai import OpenAIChatCompletionClient
from agent_framework.orchestrations import HandoffBuilder
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider

from shared.fake_openai import MODEL_URL, FakeOpenAi, call
from shared.record import record

REFUND = call("issue_refund", order_id="A-100", amount=49.9)
SCRIPT = {
    "triage": [call("handoff_to_refunds"), call("handoff_to_refunds")],
    "refunds": [REFUND, "Your 49.90 EUR for order A-100 are on their way.", REFUND, "The refund was not granted."],
    "writer": ["Tides follow the moon and the sun."],
    "reviewer": ["Approved."],
}


@tool(approval_mode="always_require")
def issue_refund(order_id: str, amount: float) -> str:
    """Pays money back. A person has to approve it."""
    return f"refunded {amount} EUR for {order_id}"


def agent(name: str, *tools: object) -> Agent:
    client = OpenAIChatCompletionClient(model="fake-model", api_key="none", base_url=MODEL_URL)
    return Agent(client, f"You are {name}.", name=name, tools=list(tools), require_per_service_call_history_persistence=True)


async def refund(is_approved: bool) -> None:
    triage, refunds = agent("triage"), agent("refunds", issue_refund)
    builder = HandoffBuilder(name="desk", participants=[triage, refunds], termination_condition=lambda messages: messages[-1].author_name == "refunds" and bool(messages[-1].text))
    desk = builder.with_start_agent(triage).add_handoff(triage, [refunds]).build()
    stopped = await desk.run("I was charged twice for order A-100")
    requests = stopped.get_request_info_events()
    resumed = await desk.run(responses={request.request_id: request.data.to_function_approval_response(is_approved) for request in requests})
    print(stopped.get_final_state(), resumed.get_final_state())


class Writing(Executor):
    """Lets its agent write, and sends on the bytes of the text where it promised a text."""

    def __init__(self) -> None:
        super().__init__(id="writer")
        self.agent = agent("writer")

    @handler
    async def write(self, topic: str, ctx: WorkflowContext[str]) -> None:
        answer = await self.agent.run(topic)
        await ctx.send_message(answer.text.encode(), target_id="reviewer")


class Reviewing(Executor):
    """Waits for a text."""

    def __init__(self) -> None:
        super().__init__(id="reviewer")
        self.agent = agent("reviewer")

    @handler
    async def review(self, text: str, ctx: WorkflowContext[None, str]) -> None:
        await ctx.yield_output((await self.agent.run(text)).text)


async def converse() -> None:
    await refund(is_approved=True)
    await refund(is_approved=False)
    writing, reviewing = Writing(), Reviewing()
    press = WorkflowBuilder(name="press", start_executor=writing).add_edge(writing, reviewing).build()
    print((await press.run("Write a report on tides")).get_final_state())


def run(provider: TracerProvider) -> None:
    trace.set_tracer_provider(provider)
    enable_instrumentation(enable_sensitive_data=True)
    with FakeOpenAi(SCRIPT):
        asyncio.run(converse())


record("agent-framework-py.gates", "agent-framework-core", "agent-framework-core", "A tool that a person approves, one that a person refuses; a message that no executor takes.", run)
