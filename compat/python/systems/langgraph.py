"""Systems of LangGraph: a supervisor sends work out twice; a swarm passes on; a graph stops to ask a person and is taken up again."""

from typing import Literal, TypedDict

from langchain_openai import ChatOpenAI
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import START, StateGraph
from langgraph.prebuilt import create_react_agent
from langgraph.types import Command, Send, interrupt
from langgraph_supervisor import create_supervisor
from langgraph_swarm import create_handoff_tool, create_swarm

from shared.fake_openai import MODEL_URL, FakeOpenAi, call

FEW = "A swarm of two: triage -> refunds by a tool; planner sends to two researchers; writer -> editor -> publisher by commands, and the editor stops to ask a person."

model = ChatOpenAI(model="fake-model", base_url=MODEL_URL, api_key="none")


def supervise() -> None:
    script = {
        "supervisor": [call("transfer_to_researcher"), call("transfer_to_writer"), "The report on tides is ready."],
        "researcher": ["Tides follow the moon and the sun."],
        "writer": ["Report: tides follow the moon and the sun."],
    }
    members = [create_react_agent(model, [], name=name, prompt=f"You are {name}.") for name in ("researcher", "writer")]
    graph = create_supervisor(members, model=model, prompt="You are supervisor.", add_handoff_back_messages=False).compile(name="report")
    with FakeOpenAi(script):
        print(graph.invoke({"messages": [("user", "Write a report on tides")]})["messages"][-1].content)


def swarm_of(passes_to: dict[str, list[str]]) -> None:
    script = {name: [call(f"transfer_to_{targets[0]}") if targets else "Your 49.90 EUR for order A-100 are on their way."] for name, targets in passes_to.items()}
    members = [
        create_react_agent(model, [create_handoff_tool(agent_name=target) for target in targets], name=name, prompt=f"You are {name}.")
        for name, targets in passes_to.items()
    ]
    graph = create_swarm(members, default_active_agent="triage").compile(checkpointer=InMemorySaver(), name="desk")
    with FakeOpenAi(script):
        print(graph.invoke({"messages": [("user", "I was charged twice for order A-100")]}, {"configurable": {"thread_id": "desk-1"}})["messages"][-1].content)


def swarm() -> None:
    swarm_of({"triage": ["billing"], "billing": ["refunds"], "refunds": []})


def pair() -> None:
    swarm_of({"triage": ["refunds"], "refunds": []})


class Draft(TypedDict, total=False):
    subject: str
    topic: str
    text: str


def ask_model(name: str, question: str) -> str:
    return str(model.invoke([("system", f"You are {name}."), ("user", question)]).content)


def planner(state: Draft) -> Command[Literal["researcher"]]:
    ask_model("planner", state["subject"])
    return Command(goto=[Send("researcher", {"topic": topic}) for topic in ("moon", "sun")])


def researcher(state: Draft) -> Draft:
    ask_model("researcher", state["topic"])
    return {}


def writer(state: Draft) -> Command[Literal["editor"]]:
    return Command(goto="editor", update={"text": ask_model("writer", state["subject"])})


def editor(state: Draft) -> Command[Literal["publisher", "__end__"]]:
    approved = interrupt({"question": "Publish?", "text": state["text"]})
    return Command(goto="publisher" if approved == "yes" else "__end__")


def publisher(state: Draft) -> Draft:
    return {"text": ask_model("publisher", state["text"])}


def graph_of(*nodes: object, first: object) -> StateGraph:
    graph = StateGraph(Draft)
    for node in nodes:
        graph.add_node(node)
    return graph.add_edge(START, first.__name__)


def send() -> None:
    script = {"planner": ["Look at moon and sun."], "researcher": ["It pulls at the sea.", "It pulls at the sea, too."]}
    with FakeOpenAi(script):
        graph_of(planner, researcher, first=planner).compile(name="study").invoke({"subject": "tides"})


def stream() -> None:
    script = {"writer": ["Tides follow the moon and the sun."], "publisher": ["Published: tides follow the moon and the sun."]}
    graph = graph_of(writer, editor, publisher, first=writer).compile(checkpointer=InMemorySaver(), name="press")
    config = {"configurable": {"thread_id": "press-1"}}
    with FakeOpenAi(script):
        for given in ({"subject": "tides"}, Command(resume="yes")):
            for token, _ in graph.stream(given, config, stream_mode="messages"):
                print(token.content, end=" ")


def ask_person() -> None:
    script = {"writer": ["Tides follow the moon and the sun."], "publisher": ["Published: tides follow the moon and the sun."]}
    graph = graph_of(writer, editor, publisher, first=writer).compile(checkpointer=InMemorySaver(), name="press")
    config = {"configurable": {"thread_id": "press-1"}}
    with FakeOpenAi(script):
        graph.invoke({"subject": "tides"}, config)
        print(graph.invoke(Command(resume="yes"), config)["text"])
