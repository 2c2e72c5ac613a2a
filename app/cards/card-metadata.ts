import type { Metadata } from "next";
import { readConfig } from "@/lib/config/env.ts";
import type { CitedKind } from "@/lib/model/cited-kinds.ts";
import { cardPath } from "@/lib/text/paths.ts";
import { absolute, permalink } from "@/lib/text/permalink.ts";
import { CARD_SIZE } from "./card-size.ts";

interface Told {
  kind: CitedKind;
  id: string;
  title: string;
  /** One sentence, without text of payloads. */
  description: string;
}

/** What a page says of itself where its link is unfurled: title, sentence and picture (Open Graph and Twitter). */
export function cardMetadata({ kind, id, title, description }: Told): Metadata {
  const base = readConfig().SEAMSCOPE_PUBLIC_URL;
  const image = { url: absolute(base, cardPath(kind, id)), ...CARD_SIZE, type: "image/png", alt: `${title}: ${description}`.slice(0, 400) };
  return {
    title, description,
    openGraph: { type: "article", siteName: "Seamscope", title, description, url: permalink(base, kind, id), images: [image] },
    twitter: { card: "summary_large_image", title, description, images: [image] },
  };
}
