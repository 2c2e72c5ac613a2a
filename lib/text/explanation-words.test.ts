import { expect, test } from "vitest";
import type { Fact } from "@/lib/model/explanation.ts";
import { factSentence } from "./explanation-words.ts";

const fact = (kind: Fact["kind"], key: string, value: string, side: Fact["side"] = ""): Fact => ({ kind, side, key, value });

test.each<[Fact, string]>([
  [fact("version", "producer", "2.1.0"), "version of the producer is 2.1.0"],
  [fact("version", "contract", ""), "contract version that is claimed is not reported"],
  [fact("payload_field", "/rationale", "", "source"), "payload field /rationale is absent"],
  [fact("payload_field", "/items", "empty list", "source"), "payload field /items is an empty list"],
  [fact("payload_length", "/items", "≥ 1200", "source"), "length of payload field /items is at least 1,200"],
  [fact("payload", "bytes", "≥ 120000", "source"), "size of the sent payload is at least 120 kB"],
  [fact("payload", "bytes", "27", "source"), "size of the sent payload is 27 B"],
  [fact("payload", "form", "none", "target"), "received payload is not there"],
  [fact("attribute", "cloud.zone", "eu-west", "source"), "sender's span: cloud.zone is eu-west"],
  [fact("resource", "service.version", "", "target"), "receiver's resource: service.version is not set"],
  [fact("trace", "agent critic", ""), "its trace passes agent critic not"],
  [fact("trace", "spans", "≥ 1200"), "its trace has at least 1,200 spans"],
  [fact("trace", "errors", "2"), "its trace has 2 errors"],
  [fact("time", "hour", "23"), "it began between 23:00 and 00:00 UTC"],
  [fact("handoff", "mode", "pass_control"), "kind of handoff pass control"],
])("a fact is said as a person would: %o", (one, sentence) => {
  expect(factSentence(one)).toBe(sentence);
});
