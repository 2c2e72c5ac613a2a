import { CopyBlock } from "../ui/copy-block.tsx";
import { TableHead } from "../ui/table-head.tsx";

/** How each framework is told to record what was said, as its own documentation has it; docs/frameworks.md lists the recordings made with them. */
const SETTINGS = [
  ["OpenTelemetry GenAI instrumentation (Python), Google ADK", "OTEL_SEMCONV_STABILITY_OPT_IN=gen_ai_latest_experimental\nOTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=SPAN_ONLY"],
  ["Google ADK, older versions", "ADK_CAPTURE_MESSAGE_CONTENT_IN_SPANS=true"],
  ["OpenInference: on unless hidden", "OPENINFERENCE_HIDE_INPUTS=false\nOPENINFERENCE_HIDE_OUTPUTS=false"],
  ["OpenLLMetry: on unless switched off", "TRACELOOP_TRACE_CONTENT=true"],
  ["Semantic Kernel", "SEMANTICKERNEL_EXPERIMENTAL_GENAI_ENABLE_OTEL_DIAGNOSTICS_SENSITIVE=true"],
  ["Microsoft Agent Framework", "enable_instrumentation(enable_sensitive_data=True)"],
  ["Pydantic AI: on unless switched off", "Agent.instrument_all(InstrumentationSettings(include_content=True))"],
  ["Vercel AI SDK: on unless switched off", "telemetry: { isEnabled: true, recordInputs: true, recordOutputs: true }"],
] as const;

const TITLES = ["Instrumentation", "Setting"] as const;

/** Why there is nothing to read, and the setting that changes it. Secrets are taken out before anything is stored. */
export function CaptureTeaching() {
  return (
    <div className="panel mb-4 max-w-5xl">
      <div className="px-4 py-4">
        <p className="text-base font-medium">Nothing that the agents of this trace said was captured</p>
        <p className="mt-1 text-ink-2">
          Most instrumentations leave content out until they are told otherwise. This is what tells them, as environment variables of the agent’s process or in its code; what looks like a secret is taken
          out before it is stored.
        </p>
      </div>
      <div className="overflow-x-auto" role="region" aria-label="Settings that capture content" tabIndex={0}>
        <table className="w-full min-w-2xl">
          <TableHead titles={TITLES} />
          <tbody>
            {SETTINGS.map(([name, setting]) => (
              <tr key={name} className="align-top">
                <td className="w-64 border-b border-line py-(--cell-y) pr-3 pl-4">{name}</td>
                <td className="border-b border-line py-(--cell-y) pr-4 pl-3">
                  <CopyBlock text={setting} label={`Copy the setting of ${name}`} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
