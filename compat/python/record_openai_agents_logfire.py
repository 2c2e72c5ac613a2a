"""OpenAI Agents, instrumented by Logfire, which sends to any OTLP receiver."""

import logfire
from agents import set_trace_processors
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from shared.record import RECEIVER_URL, record
from systems.openai_agents import NOTE, converse


def run(_: TracerProvider) -> None:
    set_trace_processors([])
    exporting = BatchSpanProcessor(OTLPSpanExporter(endpoint=RECEIVER_URL))
    logfire.configure(send_to_logfire=False, console=False, service_name="support-desk", service_version="1.2.3", additional_span_processors=[exporting])
    logfire.instrument_openai_agents()
    converse()
    logfire.force_flush()


record("openai-agents-py.logfire", "openai-agents", "logfire", NOTE, run)
