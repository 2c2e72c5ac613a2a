import { NotFound } from "@/components/shell/not-found.tsx";

export default function UnknownSeam() {
  return <NotFound what="seam" hint="Seam ids are made from project, source, target and contract: a renamed agent or contract is another seam. The seams that exist stand on the home page." />;
}
