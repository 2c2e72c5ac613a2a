import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ImageResponse } from "next/og";
import { cardText } from "@/lib/text/card-text.ts";
import { CARD_SIZE } from "./card-size.ts";
import { type Card, cardTime } from "./read-card.ts";

const INK = { ground: "#ffffff", ink: "#17191b", second: "#494d52", line: "#dfdfd9", accent: "#bf2f0b", soft: "#fbe9e3" } as const;
/** The parts of our font that cards are drawn with; `cardText` leaves only letters that one of them has. Each needs a name of its own, or only the first is looked at. */
const SUBSETS = ["latin", "latin-ext", "cyrillic", "greek"] as const;
const WEIGHTS = [400, 600] as const;
const FOLDER = ["node_modules", "@fontsource", "inter", "files"];
const MARKS_SHOWN = 4;
const LENGTH = { kind: 40, title: 60, label: 60, sentence: 260, mark: 32 } as const;

type Fonts = NonNullable<NonNullable<ConstructorParameters<typeof ImageResponse>[1]>["fonts"]>;
const read: { fonts?: Fonts } = {};

/** Read once from the package of the font: nobody else is asked for one. */
function fonts(): Fonts {
  return (read.fonts ??= SUBSETS.flatMap((subset) =>
    WEIGHTS.map((weight) => ({ name: `Inter ${subset}`, weight, style: "normal" as const, data: readFileSync(join(process.cwd(), ...FOLDER, `inter-${subset}-${weight}-normal.woff`)) })),
  ));
}

/** The two ends of a seam with an arrow between them, which our font does not have. */
function Title({ title }: { title: string }) {
  const [from = "", ...to] = title.split(" → ");
  return (
    <div style={{ display: "flex", flexWrap: "wrap", alignItems: "center", marginTop: 28, fontSize: title.length > 40 ? 48 : 64, lineHeight: 1.15, fontWeight: 600 }}>
      <div style={{ display: "flex" }}>{cardText(from, LENGTH.title)}</div>
      {to.length === 0 ? null : (
        <svg width="64" height="40" viewBox="0 0 64 40" style={{ margin: "0 20px" }}>
          <path d="M4 20h52m-16-14l16 14l-16 14" stroke={INK.second} strokeWidth="5" fill="none" />
        </svg>
      )}
      {to.length === 0 ? null : <div style={{ display: "flex" }}>{cardText(to.join(" "), LENGTH.title)}</div>}
    </div>
  );
}

/** A card as a PNG. */
export function drawCard(kind: string, card: Card, headers: Record<string, string>): ImageResponse {
  const { title, label, failed, sentence, marks } = card;
  const more = marks.length - MARKS_SHOWN;
  return new ImageResponse(
    (
      <div style={{ display: "flex", flexDirection: "column", width: "100%", height: "100%", background: INK.ground, color: INK.ink, padding: "56px 64px", borderLeft: `20px solid ${failed ? INK.accent : INK.ink}`, fontFamily: SUBSETS.map((subset) => `Inter ${subset}`).join(", ") }}>
        <div style={{ display: "flex", justifyContent: "space-between", fontSize: 30, color: INK.second }}>
          <div style={{ display: "flex" }}>{cardText(kind, LENGTH.kind)}</div>
          <div style={{ display: "flex", fontWeight: 600, color: failed ? INK.accent : INK.ink }}>{cardText(label, LENGTH.label)}</div>
        </div>
        <Title title={title} />
        <div style={{ display: "flex", marginTop: 24, fontSize: 34, lineHeight: 1.35, color: INK.second }}>{cardText(sentence, LENGTH.sentence)}</div>
        <div style={{ display: "flex", flexWrap: "wrap", marginTop: "auto", fontSize: 26 }}>
          {marks.slice(0, MARKS_SHOWN).map((mark) => (
            <div key={mark} style={{ display: "flex", marginRight: 14, padding: "4px 16px", borderRadius: 6, border: `2px solid ${INK.line}`, background: failed && kind === "handoff" ? INK.soft : INK.ground }}>
              {cardText(mark, LENGTH.mark)}
            </div>
          ))}
          {more > 0 ? <div style={{ display: "flex", padding: "6px 0" }}>{`and ${more} more`}</div> : null}
        </div>
        <div style={{ display: "flex", justifyContent: "space-between", marginTop: 24, paddingTop: 20, borderTop: `2px solid ${INK.line}`, fontSize: 26, color: INK.second }}>
          <div style={{ display: "flex" }}>{cardText(cardTime(card), LENGTH.kind)}</div>
          <div style={{ display: "flex", fontWeight: 600, color: INK.ink }}>Seamscope</div>
        </div>
      </div>
    ),
    { ...CARD_SIZE, fonts: fonts(), headers },
  );
}
