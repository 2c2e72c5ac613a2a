import Link from "next/link";
import { CopyBlock } from "../ui/copy-block.tsx";
import { Live } from "./live/live.tsx";

const ATTRIBUTES = `// the sender, on its PRODUCER span
span.setAttributes({
  "handoff.id": draftId,
  "handoff.source.agent.name": "creator",
  "handoff.target.agent.name": "executor",
  "handoff.contract.name": "draft-for-publishing",
  "handoff.sent.payload": JSON.stringify(draft),
});

// the receiver, on its CONSUMER span
span.setAttributes({
  "handoff.id": draftId,
  "handoff.received.payload": JSON.stringify(draft),
});`;

/** The first page anybody sees: how to get a handoff onto it, in two ways that can be copied. */
export function FirstRun({ otlpPort, tracesCame, nowMs }: { otlpPort: number; tracesCame: boolean; nowMs: number }) {
  const endpoint = `http://127.0.0.1:${otlpPort}`;
  return (
    <div className="mx-auto mt-6 max-w-3xl">
      <div className="mb-6 flex items-start justify-between gap-4">
        <div>
          <h1 className="text-xl font-semibold tracking-tight">{tracesCame ? "Traces came in, and no handoff was found in them yet" : "Waiting for the first handoff"}</h1>
          <p className="mt-1 text-base text-ink-2">
            {tracesCame ? (
              <>
                A handoff is one agent passing work to another. <Link href="/traces" className="text-link">Look at the traces</Link>, or name the handoffs yourself as
                shown below. A trace is read two seconds after its last span.
              </>
            ) : (
              "Seamscope reads the OpenTelemetry traces your agents already send, finds every handoff between them, and checks it. This page fills itself."
            )}
          </p>
        </div>
        <Live renderedAtMs={nowMs} />
      </div>
      <Step number={1} title="See it work first">
        <p>A newsroom, a planner with workers and a support desk, with everything that goes wrong between them:</p>
        <CopyBlock label="Copy the demo command" text="npm run demo" />
      </Step>
      <Step number={2} title="Point your agents here">
        <p>Any OpenTelemetry exporter works, over HTTP or gRPC. Agents that already export traces need these two lines only:</p>
        <CopyBlock
          label="Copy the environment variables"
          text={`export OTEL_EXPORTER_OTLP_ENDPOINT=${endpoint}\nexport OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf`}
        />
      </Step>
      <Step number={3} title="Name a handoff yourself, where no framework does">
        <p>
          Put these attributes on the span of the agent that sends and of the one that receives. Different processes, traces and days are fine: <code className="font-mono text-xs">handoff.id</code>{" "}
          joins them.
        </p>
        <CopyBlock label="Copy the attributes" text={ATTRIBUTES} />
      </Step>
    </div>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: React.ReactNode }) {
  return (
    <section className="panel mb-4 flex gap-4 p-5">
      <span aria-hidden="true" className="grid size-6 shrink-0 place-items-center rounded-full border border-control text-xs font-semibold tabular-nums">
        {number}
      </span>
      <div className="min-w-0 flex-1 space-y-2">
        <h2 className="text-base font-semibold">{title}</h2>
        {children}
      </div>
    </section>
  );
}
