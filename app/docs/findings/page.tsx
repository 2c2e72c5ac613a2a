import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Metadata } from "next";
import { FindingGuide } from "@/components/handoff/finding-guide.tsx";
import { readSemantics } from "@/lib/text/semantics.ts";

export const metadata: Metadata = { title: "Finding classes", description: "What Seamscope checks on every handoff, and what to do about each finding." };

export default async function FindingsPage() {
  const markdown = await readFile(join(process.cwd(), "docs/semantics.md"), "utf8");
  return <FindingGuide {...readSemantics(markdown)} />;
}
