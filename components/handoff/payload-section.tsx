import type { Handoff, Payload } from "@/lib/model/handoff.ts";
import { PAYLOAD_SIDES, type HandoffOutline, type PayloadSide } from "@/lib/model/handoff-payload.ts";
import { payloadFilePath, payloadPartsPath } from "@/lib/text/paths.ts";
import { payloadWords } from "@/lib/text/payload-words.ts";
import { CopyBlock } from "../ui/copy-block.tsx";
import { Section } from "../ui/section.tsx";
import { PayloadTabs, type ShownPayload } from "./payload-tabs.tsx";

interface PayloadSectionProps {
  outline: HandoffOutline;
  /** What the contract says of single places beside its schema. */
  notes: readonly { pointer: string; words: string }[];
}

/** What was sent, what was received and what the contract says, compared place by place in the reader's own browser. */
export function PayloadSection({ outline, notes }: PayloadSectionProps) {
  const { handoff, lengths } = outline;
  const payloads = PAYLOAD_SIDES.flatMap((side) => shown(handoff.id, side, handoff[side], lengths[side]) ?? []);
  const legible = payloads.filter((payload) => payload.length > 0 || payload.sizeBytes === 0 || payload.sizeBytes === null);
  const findings = handoff.findings.map(({ class: of, message, severity, pointer }) => ({ class: of, message, isError: severity === "error", pointer }));
  return (
    <Section title="Sent ↔ received" aside={contractWords(handoff)} id="diff">
      <Silence handoff={handoff} lengths={lengths} />
      {legible.length === 0 ? null : <PayloadTabs payloads={legible} schema={handoff.schema?.json ?? ""} notes={notes} findings={findings} />}
    </Section>
  );
}

function shown(id: string, side: PayloadSide, payload: Payload | null, length: number | null): ShownPayload | undefined {
  if (payload === null || length === null) return undefined;
  const { body, mediaType, sizeBytes } = payload;
  const isWhole = Array.from(body).length === length;
  const isCut = sizeBytes !== null && length < sizeBytes && (!isWhole || new TextEncoder().encode(body).length < sizeBytes);
  return {
    side, mediaType, sizeBytes, length,
    body: isWhole ? body : undefined,
    href: payloadPartsPath(id, side),
    file: payloadFilePath(id, side),
    told: payloadWords(payload, length, isCut && (isWhole || length * 4 < sizeBytes)),
  };
}

function contractWords({ schema, governedBy }: Handoff): string {
  if (governedBy !== null) return `contract ${governedBy.name} ${governedBy.version}`;
  return schema === null ? "no contract says what it should be" : schema.origin === "declared" ? "schema declared with the handoff" : "schema of the tool";
}

/** Says which side's payload is not recorded, and how to record it. */
function Silence({ handoff: { sent, received, source, target, verdict, id }, lengths }: { handoff: Handoff; lengths: HandoffOutline["lengths"] }) {
  const byHash = sent !== null && received !== null && (isBodyless(sent, lengths.sent) || isBodyless(received, lengths.received));
  if (byHash) {
    return (
      <p className="px-4 pb-3">
        {sent.hash === received.hash ? "The hashes are equal: what was received is what was sent." : "The hashes differ: something changed on the way."}{" "}
        <span className="text-ink-2">The payload itself is not in the telemetry of at least one side, so it cannot be shown what.</span>
      </p>
    );
  }
  if (sent !== null && received !== null) return null;
  const [from, to] = [sent === null ? `What ${source.name} sent is not in the telemetry.` : "", received === null ? unreceived(target.name, verdict) : ""];
  const sides = [...(sent === null ? ["sent"] : []), ...(received === null && verdict !== "lost" && verdict !== "pending" && verdict !== "held" ? ["received"] : [])];
  return (
    <div className="px-4 pb-3">
      <p className="text-ink-2 [overflow-wrap:anywhere]">
        {[from, to].filter((words) => words !== "").join(" ")} So the two cannot be compared.{sides.length === 0 ? "" : " Record it, and every field lost on the way is shown here:"}
      </p>
      {sides.length === 0 ? null : (
        <div className="mt-2">
          <CopyBlock label="Copy the attributes" text={[`span.setAttribute("handoff.id", ${JSON.stringify(id)});`, ...sides.map((side) => `span.setAttribute("handoff.${side}.payload", JSON.stringify(payload)); // on the span of ${side === "sent" ? source.name : target.name}`)].join("\n")} />
        </div>
      )}
    </div>
  );
}

const isBodyless = (payload: Payload, length: number | null): boolean => length === 0 && payload.sizeBytes !== 0;

function unreceived(target: string, verdict: Handoff["verdict"]): string {
  if (verdict === "lost") return `As far as anybody reported, nothing reached ${target}.`;
  if (verdict === "pending" || verdict === "held") return `Nothing has reached ${target} yet.`;
  return `What ${target} received is not in the telemetry.`;
}
