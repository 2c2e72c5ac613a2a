"""Google ADK, instrumented by OpenInference."""

from openinference.instrumentation.google_adk import GoogleADKInstrumentor
from opentelemetry.sdk.trace import TracerProvider

from shared.record import record
from systems.google_adk import NOTE, converse


def run(provider: TracerProvider) -> None:
    GoogleADKInstrumentor().instrument(tracer_provider=provider)
    converse()


record("google-adk-py.openinference", "google-adk", "openinference-instrumentation-google-adk", NOTE, run)
