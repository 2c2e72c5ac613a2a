import { groupBy } from "@/lib/model/group-by.ts";
import { graphNodeOf } from "../trace/graph-node.ts";
import type { AgentRun, TraceIndex } from "../trace/index-trace.ts";
import type { FindHits } from "./hit.ts";

/** What LangGraph says of a node's run: the graph's step it ran in, and what set it off. */
interface Task {
  run: AgentRun;
  step: number;
  isPushed: boolean;
}

/**
 * C: a run that LangGraph says was pushed, i.e. started by a `Send` and not by an edge. A conditional edge that sends leaves
 * no command behind; but whatever is sent in one step runs in the next, so the only node of the step before has sent it.
 */
export const findPushedTasks: FindHits = (trace) => {
  const graphs = groupBy(tasksIn(trace), ({ run }) => trace.parentOf(run.span)?.spanId ?? "");
  return [...graphs.values()].flatMap((tasks) => {
    const steps = groupBy(tasks, ({ step }) => step);
    return tasks.filter(({ isPushed }) => isPushed).flatMap(({ run: target, step }) => {
      const [source, ...others] = steps.get(step - 1) ?? [];
      if (source === undefined || others.length > 0) return [];
      return [{
        rule: "C" as const,
        confidence: 0.95,
        source: { name: source.run.name, run: source.run },
        target: { name: target.name, run: target },
        sender: source.run.span,
        mode: "pass_control" as const,
        direction: "forward" as const,
      }];
    });
  });
};

function tasksIn(trace: TraceIndex): Task[] {
  return trace.agents.flatMap((run) => {
    const node = graphNodeOf(run.span);
    return node?.step === undefined ? [] : [{ run, step: node.step, isPushed: node.isPushed }];
  });
}
