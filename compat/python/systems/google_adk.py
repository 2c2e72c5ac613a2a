"""Systems of Google ADK: a coordinator transfers to billing, billing transfers back, then refunds; a writer and a reviewer in sequence; an agent as a tool."""

import asyncio
from collections.abc import AsyncGenerator

from google.adk.agents import LlmAgent, SequentialAgent
from google.adk.models import BaseLlm, LlmRequest, LlmResponse
from google.adk.runners import InMemoryRunner
from google.adk.tools.agent_tool import AgentTool
from google.genai import types

from shared.fake_openai import Turn, call

NOTE = "coordinator -> billing -> coordinator -> refunds by transfer; writer -> reviewer in sequence; manager uses specialist as a tool."


class Scripted(BaseLlm):
    """Answers turn after turn from a list."""

    turns: list

    async def generate_content_async(self, llm_request: LlmRequest, stream: bool = False) -> AsyncGenerator[LlmResponse, None]:
        await asyncio.sleep(0.005)
        turn = self.turns.pop(0)
        parts = [types.Part(text=turn)] if isinstance(turn, str) else [types.Part(function_call=types.FunctionCall(name=name, args=args)) for name, args in turn]
        yield LlmResponse(content=types.Content(role="model", parts=parts))


def agent(name: str, *turns: Turn, **more: object) -> LlmAgent:
    return LlmAgent(name=name, description=f"Does the work of {name}.", instruction=f"You are {name}.", model=Scripted(model="fake-model", turns=list(turns)), **more)


def all_systems() -> list[tuple[LlmAgent | SequentialAgent, str]]:
    """Fresh ones, for each holds its script, with the question to ask."""
    billing = agent("billing", call("transfer_to_agent", agent_name="coordinator"))
    refunds = agent("refunds", "Your 49.90 EUR for order A-100 are on their way.")
    coordinator = agent("coordinator", call("transfer_to_agent", agent_name="billing"), call("transfer_to_agent", agent_name="refunds"), sub_agents=[billing, refunds])

    press = SequentialAgent(name="press", sub_agents=[agent("writer", "Tides follow the moon and the sun."), agent("reviewer", "Approved: tides follow the moon and the sun.")])

    specialist = agent("specialist", "30 days after delivery.")
    manager = agent("manager", call("specialist", request="How long are refunds possible?"), "Refunds are possible for 30 days.", tools=[AgentTool(specialist)])
    return [(coordinator, "I was charged twice for order A-100"), (press, "Write a report on tides"), (manager, "How long can I wait?")]


async def ask(root: object, question: str) -> None:
    runner = InMemoryRunner(agent=root, app_name="support_desk")
    session = await runner.session_service.create_session(app_name="support_desk", user_id="customer")
    message = types.Content(role="user", parts=[types.Part(text=question)])
    async for event in runner.run_async(user_id="customer", session_id=session.id, new_message=message):
        if event.is_final_response() and event.content:
            print(event.author, event.content.parts[0].text)


async def ask_all() -> None:
    for root, question in all_systems():
        await ask(root, question)


def converse() -> None:
    """Asks each system; the caller has set up tracing before."""
    asyncio.run(ask_all())
