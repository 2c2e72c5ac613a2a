/** A framework's own tool for handing over, which takes the target as an argument. */
export interface HandoverTool {
  /** Arguments that may name the target. */
  target: readonly string[];
  /** The target's answer is the tool's result, whether or not the target's own work is traced. */
  answers: boolean;
}

const passing = (...target: string[]): HandoverTool => ({ target, answers: false });
const asking = (...target: string[]): HandoverTool => ({ target, answers: true });

const TOOLS: Readonly<Record<string, HandoverTool>> = {
  transfer_to_agent: passing("agent_name", "agentName"),
  handoff_to_agent: passing("agent_name", "agentName"),
  handoff: passing("to_agent"),
  strands_structured_output: passing("agentId"),
  "Delegate work to coworker": asking("coworker"),
  "Ask question to coworker": asking("coworker"),
  delegate_work_to_coworker: asking("coworker"),
  ask_question_to_coworker: asking("coworker"),
};

/** The tool of that name: ADK's, Strands', LlamaIndex', CrewAI's (which some spans name by its title). */
export const handoverTool = (name: string): HandoverTool | undefined => (Object.hasOwn(TOOLS, name) ? TOOLS[name] : undefined);

