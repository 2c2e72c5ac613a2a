import { writeFileSync } from "node:fs";
import { writeSemantics } from "@/lib/seams/checks/write-semantics.ts";

writeFileSync("docs/semantics.md", writeSemantics());
