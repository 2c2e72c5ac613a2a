"""The smallest OTLP/HTTP receiver that Python exporters accept. Loopback only."""

import base64
import gzip
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from google.protobuf.json_format import MessageToDict
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

KEPT_HEADERS = ("content-type", "user-agent")
ID_KEYS = ("traceId", "spanId", "parentSpanId")


class Receiver:
    """Keeps every request of an exporter, its body turned from protobuf into OTLP/JSON."""

    def __init__(self, port: int) -> None:
        self.requests: list[dict] = []
        requests = self.requests

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                if self.headers.get("content-encoding") == "gzip":
                    body = gzip.decompress(body)
                headers = {name: self.headers[name] for name in KEPT_HEADERS if name in self.headers}
                if self.path == "/v1/traces":
                    requests.append({"method": "POST", "path": self.path, "headers": headers, "body": to_json(body)})
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Says nothing: what comes in is kept."""

        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def to_json(body: bytes) -> dict:
    """OTLP/JSON is protobuf's JSON mapping, but with enums as numbers and with ids in hexadecimal."""
    request = MessageToDict(ExportTraceServiceRequest.FromString(body), use_integers_for_enums=True)
    return json.loads(json.dumps(request), object_hook=with_hex_ids)


def with_hex_ids(value: dict) -> dict:
    return {key: base64.b64decode(part).hex() if key in ID_KEYS else part for key, part in value.items()}
