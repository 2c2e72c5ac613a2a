"""Answers OpenAI's Responses and Chat Completions APIs from a script, on loopback."""

import json
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

MODEL_PORT = 21_901
MODEL_URL = f"http://127.0.0.1:{MODEL_PORT}/v1"

Turn = str | list[tuple[str, dict]]
"""What the model answers in one turn: a text, or tools to call with their arguments."""


def call(name: str, **arguments: object) -> Turn:
    """A turn in which the model calls one tool."""
    return [(name, arguments)]


class FakeOpenAi:
    """Who says what, turn after turn. An agent is known by "You are <name>" in its instructions."""

    def __init__(self, script: dict[str, list[Turn]]) -> None:
        left = {agent: list(turns) for agent, turns in script.items()}
        count = iter(range(1, 1000))

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                text = self.rfile.read(int(self.headers["content-length"])).decode()
                asked = json.loads(text)
                speaker = re.search(r"You are (\w+)", text)
                turn = left[speaker[1] if speaker else ""].pop(0)
                number = next(count)
                time.sleep(0.012)
                is_responses = self.path.endswith("/responses")
                answer = response_of(number, turn, asked) if is_responses else completion_of(number, turn)
                self.send_response(200)
                streamed = asked.get("stream") is True and not is_responses
                self.send_header("content-type", "text/event-stream" if streamed else "application/json")
                self.end_headers()
                self.wfile.write(chunks_of(answer) if streamed else json.dumps(answer).encode())

            def log_message(self, *_: object) -> None:
                """Says nothing: the recording tells what was asked."""

        self.server = ThreadingHTTPServer(("127.0.0.1", MODEL_PORT), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __enter__(self) -> "FakeOpenAi":
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()


def response_of(number: int, turn: Turn, asked: dict) -> dict:
    """A turn as the Responses API answers it."""
    if isinstance(turn, str):
        content = [{"type": "output_text", "text": turn, "annotations": []}]
        output = [{"id": f"msg_{number}", "type": "message", "role": "assistant", "status": "completed", "content": content}]
    else:
        output = [
            {"id": f"fc_{number}_{index}", "type": "function_call", "status": "completed", "call_id": f"call_{number}_{index}", "name": name, "arguments": json.dumps(arguments)}
            for index, (name, arguments) in enumerate(turn)
        ]
    usage = {
        "input_tokens": 40, "output_tokens": 12, "total_tokens": 52,
        "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0}, "output_tokens_details": {"reasoning_tokens": 0},
    }
    return {
        "id": f"resp_{number}", "object": "response", "created_at": 1_795_200_000, "model": "fake-model", "status": "completed",
        "instructions": asked.get("instructions"), "tools": asked.get("tools", []), "tool_choice": "auto", "parallel_tool_calls": False,
        "output": output, "usage": usage,
    }


def completion_of(number: int, turn: Turn) -> dict:
    """The same turn as the Chat Completions API answers it."""
    message: dict = {"role": "assistant", "content": turn if isinstance(turn, str) else None}
    if not isinstance(turn, str):
        message["tool_calls"] = [
            {"index": index, "id": f"call_{number}_{index}", "type": "function", "function": {"name": name, "arguments": json.dumps(arguments)}}
            for index, (name, arguments) in enumerate(turn)
        ]
    return {
        "id": f"chatcmpl_{number}", "object": "chat.completion", "created": 1_795_200_000, "model": "fake-model",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop" if isinstance(turn, str) else "tool_calls"}],
        "usage": {"prompt_tokens": 40, "completion_tokens": 12, "total_tokens": 52},
    }


def chunks_of(completion: dict) -> bytes:
    """A completion as server-sent events: the message in one chunk, then how it ended."""
    [choice] = completion["choices"]
    head = {**completion, "object": "chat.completion.chunk"}
    message = {**head, "usage": None, "choices": [{"index": 0, "delta": choice["message"], "finish_reason": None}]}
    end = {**head, "choices": [{"index": 0, "delta": {}, "finish_reason": choice["finish_reason"]}]}
    return "".join(f"data: {part}\n\n" for part in (json.dumps(message), json.dumps(end), "[DONE]")).encode()
