"""CrewAI: a crew in sequence, one of whose tasks needs nobody's answer; a lead that delegates to a coworker, and to one who is not there."""

import os

os.environ["CREWAI_DISABLE_TELEMETRY"] = "true"
os.environ["CREWAI_TRACING_ENABLED"] = "false"

from crewai import LLM, Agent, Crew, Process, Task
from openinference.instrumentation.crewai import CrewAIInstrumentor
from opentelemetry.sdk.trace import TracerProvider

from shared.fake_openai import MODEL_URL, FakeOpenAi, call
from shared.record import record

SCRIPT = {
    "Researcher": ["Tides follow the moon and the sun."],
    "Writer": ["Report: tides follow the moon and the sun, says research."],
    "Greeter": ["Good morning, Ada, and welcome to the harbour."],
    "Lead": [
        call("delegate_work_to_coworker", task="Pay back 49.90 EUR", context="Order A-100 was charged twice", coworker="Refunds"),
        call("ask_question_to_coworker", question="Is the invoice corrected?", context="Order A-100", coworker="Invoices"),
        "Your 49.90 EUR for order A-100 are on their way.",
    ],
    "Refunds": ["Refund of 49.90 EUR for A-100 is booked."],
}


def agent(role: str, **more: object) -> Agent:
    llm = LLM(model="openai/fake-model", base_url=MODEL_URL, api_key="none")
    return Agent(role=role, goal="Help the customer.", backstory="", llm=llm, **more)


def task(agent: Agent, description: str, **more: object) -> Task:
    return Task(description=description, expected_output="One sentence.", agent=agent, **more)


def press() -> Crew:
    research = task(agent("Researcher"), "Find out what causes tides.")
    report = task(agent("Writer"), "Write a report.", context=[research])
    greeting = task(agent("Greeter"), "Greet the customer Ada.", context=[])
    tasks = [research, report, greeting]
    return Crew(name="press", agents=[one.agent for one in tasks], tasks=tasks, process=Process.sequential)


def desk() -> Crew:
    lead = agent("Lead", allow_delegation=True)
    return Crew(name="desk", agents=[lead, agent("Refunds")], tasks=[task(lead, "The customer was charged twice for order A-100.")], process=Process.sequential)


def recorded(name: str, note: str, **options: object) -> None:
    def run(provider: TracerProvider) -> None:
        instrumentor = CrewAIInstrumentor()
        instrumentor.instrument(tracer_provider=provider, **options)
        with FakeOpenAi(SCRIPT):
            print(press().kickoff())
            print(desk().kickoff())
        instrumentor.uninstrument()

    systems = "Researcher -> Writer by context, Greeter on its own; Lead delegates to Refunds and asks Invoices, who does not exist"
    record(f"crewai.{name}", "crewai", "openinference-instrumentation-crewai", f"{systems}. {note}", run)


recorded("openinference", "Methods are wrapped, as by default: a coworker's work leaves no span.")
recorded("events", "Events are listened to: models and coworkers leave spans, too.", use_event_listener=True)
