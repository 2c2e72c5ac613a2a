"""The refunds agent as an A2A service of its own, traced by itself."""

import uvicorn
from a2a.helpers import new_text_message
from a2a.server.agent_execution import AgentExecutor, RequestContext
from a2a.server.events import EventQueue
from a2a.server.request_handlers import DefaultRequestHandlerV2
from a2a.server.routes import create_agent_card_routes, create_jsonrpc_routes
from a2a.server.tasks import InMemoryTaskStore
from a2a.types import AgentCapabilities, AgentCard, AgentInterface, AgentSkill
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.starlette import StarletteInstrumentor
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from starlette.applications import Starlette

from shared.record import RECEIVER_URL

PORT = 21_902
URL = f"http://127.0.0.1:{PORT}"
CARD = AgentCard(
    name="refunds", description="Pays back.", version="2.0.0", capabilities=AgentCapabilities(streaming=False),
    supported_interfaces=[AgentInterface(url=f"{URL}/a2a", protocol_binding="JSONRPC", protocol_version="1.0")],
    default_input_modes=["text/plain"], default_output_modes=["text/plain"],
    skills=[AgentSkill(id="refund", name="Refund", description="Pays back.", tags=["refund"])],
)
RUN = {"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "refunds", "gen_ai.agent.version": "2.0.0"}


class Refunds(AgentExecutor):
    async def execute(self, context: RequestContext, event_queue: EventQueue) -> None:
        with trace.get_tracer("refund-service").start_as_current_span("invoke_agent refunds", attributes=RUN):
            await event_queue.enqueue_event(new_text_message("Refund of 49.90 EUR for A-100 is booked.", context_id=context.context_id))

    async def cancel(self, context: RequestContext, event_queue: EventQueue) -> None:
        raise NotImplementedError("nobody cancels here")


def serve() -> None:
    provider = TracerProvider(resource=Resource({"service.name": "refund-service", "service.version": "2.0.0"}))
    provider.add_span_processor(SimpleSpanProcessor(OTLPSpanExporter(endpoint=RECEIVER_URL)))
    trace.set_tracer_provider(provider)
    handler = DefaultRequestHandlerV2(Refunds(), InMemoryTaskStore(), CARD)
    app = Starlette(routes=[*create_agent_card_routes(CARD), *create_jsonrpc_routes(handler, "/a2a")])
    StarletteInstrumentor.instrument_app(app, tracer_provider=provider)
    uvicorn.run(app, host="127.0.0.1", port=PORT, log_level="warning")
