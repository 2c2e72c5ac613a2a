"""Semantic Kernel: agents hand over to each other by functions of a plugin; a writer and a reviewer in sequence."""

import asyncio
import os

os.environ["SEMANTICKERNEL_EXPERIMENTAL_GENAI_ENABLE_OTEL_DIAGNOSTICS_SENSITIVE"] = "true"

from openai import AsyncOpenAI
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from semantic_kernel.agents import Agent, ChatCompletionAgent, HandoffOrchestration, OrchestrationHandoffs, SequentialOrchestration
from semantic_kernel.agents.orchestration.orchestration_base import OrchestrationBase
from semantic_kernel.agents.runtime import InProcessRuntime
from semantic_kernel.connectors.ai.open_ai import OpenAIChatCompletion

from shared.fake_openai import MODEL_URL, FakeOpenAi, call
from shared.record import record

SCRIPT = {
    "triage": [call("Handoff-transfer_to_billing")],
    "billing": [call("Handoff-transfer_to_refunds")],
    "refunds": [call("Handoff-complete_task", task_summary="Your 49.90 EUR for order A-100 are on their way.")],
    "writer": ["Tides follow the moon and the sun."],
    "reviewer": ["Approved: tides follow the moon and the sun."],
}


def agent(name: str) -> Agent:
    service = OpenAIChatCompletion(ai_model_id="fake-model", async_client=AsyncOpenAI(api_key="none", base_url=MODEL_URL))
    return ChatCompletionAgent(name=name, description=f"Does the work of {name}.", instructions=f"You are {name}.", service=service)


def desk() -> OrchestrationBase:
    members = [agent(name) for name in ("triage", "billing", "refunds")]
    return HandoffOrchestration(members=members, handoffs=OrchestrationHandoffs().add("triage", "billing").add("billing", "refunds"))


def press() -> OrchestrationBase:
    return SequentialOrchestration(members=[agent("writer"), agent("reviewer")])


async def ask(orchestration: OrchestrationBase, question: str) -> None:
    with trace.get_tracer("support-desk").start_as_current_span("POST /ask"):
        runtime = InProcessRuntime()
        runtime.start()
        result = await orchestration.invoke(task=question, runtime=runtime)
        print(await result.get(timeout=20))
        await runtime.stop_when_idle()


async def converse() -> None:
    await ask(desk(), "I was charged twice for order A-100")
    await ask(press(), "Write a report on tides")


def run(provider: TracerProvider) -> None:
    trace.set_tracer_provider(provider)
    with FakeOpenAi(SCRIPT):
        asyncio.run(converse())


record("semantic-kernel.native", "semantic-kernel", "semantic-kernel", "triage -> billing -> refunds by functions of the plugin Handoff; writer -> reviewer in sequence.", run)
