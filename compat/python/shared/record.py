"""Runs a system of agents with OpenTelemetry set up as a service would, and writes what its exporter sent."""

import json
import platform
import socket
import sys
import sysconfig
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from shared.receive_otlp import Receiver

RECEIVER_PORT = 21_900
RECEIVER_URL = f"http://127.0.0.1:{RECEIVER_PORT}/v1/traces"
OF_THE_MACHINE = ("process.", "host.", "os.")
ROOT = Path(__file__).parent.parent


def record(name: str, framework: str, instrumentation: str, note: str, run: Callable[[TracerProvider], None]) -> None:
    """Writes `{folder given on the command line}/{name}.json`. Packages are named without version; the installed one is looked up."""
    receiver = Receiver(RECEIVER_PORT)
    provider = TracerProvider(resource=Resource({"service.name": "support-desk", "service.version": "1.2.3"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=RECEIVER_URL)))
    try:
        run(provider)
    finally:
        provider.shutdown()
        receiver.stop()
    meta = {
        "framework": f"{framework}@{version(framework)}",
        "instrumentation": f"{instrumentation}@{version(instrumentation)}",
        "python": platform.python_version(),
        "note": note,
        "encoding": "sent as protobuf, decoded to OTLP/JSON when saved",
    }
    text = scrub(json.dumps({"meta": meta, "requests": [without_machine(request) for request in receiver.requests]}, ensure_ascii=False, separators=(",", ":")))
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "recordings")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
    print(f"{name}: {len(receiver.requests)} requests, {len(text) // 1000} kB")


def without_machine(request: dict) -> dict:
    """Some instrumentations describe the machine on every resource."""
    for spans in request["body"]["resourceSpans"]:
        resource = spans["resource"]
        resource["attributes"] = [one for one in resource["attributes"] if not one["key"].startswith(OF_THE_MACHINE)]
    return request


def scrub(text: str) -> str:
    """Nothing of the machine belongs into a recording: stack traces read as if all lived in /app and /python on a machine called host."""
    paths = sysconfig.get_paths()
    for path, name in ((str(ROOT), "/app"), (paths["purelib"], "/python/site-packages"), (paths["stdlib"], "/python"), (sys.prefix, "/python")):
        text = text.replace(path, name)
    return text.replace(json.dumps(socket.gethostname()), '"host"')
