"""Google ADK by itself: with contents, and without, as it is by default."""

import os
from multiprocessing import get_context

from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider

from shared.record import record
from systems.google_adk import NOTE, converse


def recorded(name: str, note: str, settings: dict[str, str]) -> None:
    def run(provider: TracerProvider) -> None:
        os.environ |= settings
        trace.set_tracer_provider(provider)
        converse()

    record(f"google-adk-py.{name}", "google-adk", "google-adk", note, run)


def in_own_process(*arguments: object) -> None:
    """A provider can be set only once."""
    process = get_context("fork").Process(target=recorded, args=arguments)
    process.start()
    process.join()


in_own_process("native", NOTE, {"OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT": "SPAN_ONLY", "OTEL_SEMCONV_STABILITY_OPT_IN": "gen_ai_latest_experimental"})
in_own_process("no-content", f"{NOTE} Nothing of what was said is recorded.", {"ADK_CAPTURE_MESSAGE_CONTENT_IN_SPANS": "false"})
