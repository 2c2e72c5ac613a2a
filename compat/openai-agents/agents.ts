import { Agent, handoff, tool } from "@openai/agents";
import { z } from "zod";
import { call, type Script } from "../shared/fake-openai.ts";

const Order = z.object({ reason: z.string(), order_id: z.string() });

const issueRefund = tool({
  name: "issue_refund",
  description: "Pays money back. A person has to approve it.",
  parameters: z.object({ order_id: z.string(), amount: z.number() }),
  needsApproval: true,
  execute: ({ order_id, amount }) => `refunded ${amount} EUR for ${order_id}`,
});

const refunds = new Agent({ name: "Refunds", instructions: "You are Refunds. Pay back what the customer is owed.", model: "fake-model", tools: [issueRefund] });

const billing = new Agent({
  name: "Billing",
  instructions: "You are Billing. Explain invoices; pass refunds on.",
  model: "fake-model",
  handoffs: [handoff(refunds, { inputType: Order, onHandoff: () => {} })],
});

/** A support desk of three: Triage passes on to Billing, Billing to Refunds, and a person approves what Refunds pays. */
export const triage = new Agent({
  name: "Triage",
  instructions: "You are Triage. Find out who can help.",
  model: "fake-model",
  handoffs: [handoff(billing, { inputType: Order, onHandoff: () => {} })],
});

const order = { reason: "charged twice", order_id: "A-100" };

/** One conversation with the desk, up to the refund and its confirmation. */
export const conversation: Script = {
  Triage: [call("transfer_to_Billing", order)],
  Billing: [call("transfer_to_Refunds", order)],
  Refunds: [call("issue_refund", { order_id: "A-100", amount: 49.9 }), "Your 49.90 EUR for order A-100 are on their way."],
};
