import { z } from "zod";
import { PrometheusRules } from "@/lib/alerts/prometheus/prometheus-rule.ts";
import { endpoint, NO_PARAMS } from "./endpoint.ts";

/** Objectives for Prometheus. */
export const SLO_RULES_ENDPOINTS = {
  sloRules: endpoint({
    path: "/slos/prometheus",
    summary: "Every objective as recording and alerting rules of Prometheus",
    description: "By the windows and burn rates of the SRE workbook, chapter 5. Prometheus reads the JSON as it is, since JSON is YAML.",
    params: NO_PARAMS,
    query: z.strictObject({ format: z.enum(["json", "yaml"]).default("json").describe("yaml for people and for git") }),
    answer: PrometheusRules,
    otherTypes: ["application/yaml"],
  }),
};
