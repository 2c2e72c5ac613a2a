"""LlamaIndex: agents of a workflow hand over to each other by a tool, and once to an agent who does not exist."""

import asyncio

from llama_index.core.agent.workflow import AgentWorkflow, FunctionAgent
from llama_index.llms.openai_like import OpenAILike
from openinference.instrumentation.llama_index import LlamaIndexInstrumentor
from opentelemetry.sdk.trace import TracerProvider

from shared.fake_openai import MODEL_URL, FakeOpenAi, call
from shared.record import record

SCRIPT = {
    "triage": [call("handoff", to_agent="billing", reason="charged twice for order A-100")],
    "billing": [call("handoff", to_agent="invoices", reason="the invoice is wrong"), call("handoff", to_agent="refunds", reason="pay back 49.90 EUR for order A-100")],
    "refunds": ["Your 49.90 EUR for order A-100 are on their way."],
}


def agent(name: str) -> FunctionAgent:
    llm = OpenAILike(model="fake-model", api_base=MODEL_URL, api_key="none", is_chat_model=True, is_function_calling_model=True)
    return FunctionAgent(name=name, description=f"Does the work of {name}.", system_prompt=f"You are {name}.", llm=llm, streaming=False)


async def converse() -> None:
    desk = AgentWorkflow(agents=[agent(name) for name in ("triage", "billing", "refunds")], root_agent="triage")
    print(await desk.run(user_msg="I was charged twice for order A-100"))


def run(provider: TracerProvider) -> None:
    LlamaIndexInstrumentor().instrument(tracer_provider=provider)
    with FakeOpenAi(SCRIPT):
        asyncio.run(converse())


record("llama-index.openinference", "llama-index-core", "openinference-instrumentation-llama-index", "triage -> billing -> refunds by the tool handoff; billing first hands over to invoices, who does not exist.", run)
