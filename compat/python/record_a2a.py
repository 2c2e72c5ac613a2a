"""A2A: a concierge asks the refunds agent, which is a service of its own, in a process of its own."""

import asyncio
import time
from multiprocessing import get_context
from urllib.error import URLError
from urllib.request import urlopen

from a2a.client import create_client
from a2a.helpers import new_text_message
from a2a.types import Role, SendMessageRequest
from opentelemetry import trace
from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor
from opentelemetry.sdk.trace import TracerProvider

from shared.record import record
from systems.a2a_refunds import URL, serve

RUN = {"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "concierge", "gen_ai.agent.version": "1.0.0"}


async def ask() -> None:
    with trace.get_tracer("support-desk").start_as_current_span("invoke_agent concierge", attributes=RUN):
        client = await create_client(URL)
        async for answer in client.send_message(SendMessageRequest(message=new_text_message("Pay back 49.90 EUR for order A-100", role=Role.ROLE_USER))):
            print(answer)


def wait_for_service() -> None:
    for _ in range(100):
        try:
            urlopen(f"{URL}/.well-known/agent-card.json").close()
            return
        except URLError:
            time.sleep(0.1)
    raise TimeoutError("the refund service did not start within ten seconds")


def run(provider: TracerProvider) -> None:
    service = get_context("spawn").Process(target=serve, daemon=True)
    service.start()
    wait_for_service()
    trace.set_tracer_provider(provider)
    HTTPXClientInstrumentor().instrument(tracer_provider=provider)
    asyncio.run(ask())
    service.terminate()
    service.join()


if __name__ == "__main__":
    record("a2a-py.http", "a2a-sdk", "a2a-sdk", "concierge asks refunds, a service of its own; both are traced by A2A itself and by HTTP instrumentation.", run)
