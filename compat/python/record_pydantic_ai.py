"""Pydantic AI: a manager asks two agents, each by a tool; the second is asked only after a person approved it."""

import asyncio

from opentelemetry.sdk.trace import TracerProvider
from pydantic_ai import Agent, DeferredToolRequests, DeferredToolResults, InstrumentationSettings, RunContext
from pydantic_ai.messages import ModelMessage, ModelResponse, TextPart, ToolCallPart, ToolReturnPart
from pydantic_ai.models.function import AgentInfo, FunctionModel

from shared.record import record


def answers(messages: list[ModelMessage]) -> list[str]:
    return [str(part.content) for message in messages for part in message.parts if isinstance(part, ToolReturnPart)]


async def manage(messages: list[ModelMessage], _: AgentInfo) -> ModelResponse:
    await asyncio.sleep(0.005)
    known = answers(messages)
    if not known:
        return ModelResponse(parts=[ToolCallPart("ask_policy", {"question": "How long are refunds possible?"})])
    if len(known) == 1:
        return ModelResponse(parts=[ToolCallPart("refund", {"order_id": "A-100", "amount": 49.9})])
    return ModelResponse(parts=[TextPart("Your 49.90 EUR for order A-100 are on their way.")])


def saying(text: str) -> FunctionModel:
    async def say(_: list[ModelMessage], __: AgentInfo) -> ModelResponse:
        await asyncio.sleep(0.005)
        return ModelResponse(parts=[TextPart(text)])

    return FunctionModel(say, model_name="fake-model")


policy = Agent(saying("Refunds are possible for 30 days."), name="policy", instructions="You are policy.")
refunds = Agent(saying("Refund of 49.90 EUR for A-100 is booked."), name="refunds", instructions="You are refunds.")
manager = Agent(FunctionModel(manage, model_name="fake-model"), name="manager", instructions="You are manager.", output_type=[str, DeferredToolRequests])


@manager.tool
async def ask_policy(context: RunContext, question: str) -> str:
    """Asks who knows the policy."""
    return (await policy.run(question, usage=context.usage)).output


@manager.tool(requires_approval=True)
async def refund(context: RunContext, order_id: str, amount: float) -> str:
    """Has money paid back."""
    return (await refunds.run(f"Refund {amount} for {order_id}", usage=context.usage)).output


def run(provider: TracerProvider) -> None:
    Agent.instrument_all(InstrumentationSettings(tracer_provider=provider))
    stopped = manager.run_sync("I was charged twice for order A-100")
    assert isinstance(stopped.output, DeferredToolRequests)
    approvals = {asked.tool_call_id: True for asked in stopped.output.approvals}
    finished = manager.run_sync(message_history=stopped.all_messages(), deferred_tool_results=DeferredToolResults(approvals=approvals))
    print(finished.output)


record("pydantic-ai.native", "pydantic-ai-slim", "pydantic-ai-slim", "manager asks policy by a tool, and refunds by a tool that a person has to approve; the approved run is a new trace.", run)
