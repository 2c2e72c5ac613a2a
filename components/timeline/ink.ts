/** The colours of the theme as a canvas wants them. */
export interface Ink {
  bar: string;
  dim: string;
  ink: string;
  ink2: string;
  line: string;
  control: string;
  sunk: string;
  surface: string;
  accent: string;
  accentSoft: string;
}

/** The colours as they are now; they change with the theme. */
export function readInk(): Ink {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return {
    bar: of("--bar"), dim: of("--bar-2"), ink: of("--ink"), ink2: of("--ink-2"), line: of("--line"), control: of("--control"), sunk: of("--sunk"),
    surface: of("--surface"), accent: of("--accent"), accentSoft: of("--accent-soft"),
  };
}

/** Calls back when the theme changes; returns what ends that. */
export function onThemeChange(act: () => void): () => void {
  const observer = new MutationObserver(act);
  observer.observe(document.documentElement, { attributeFilter: ["class"] });
  return () => observer.disconnect();
}

/** A canvas of this size in CSS pixels, sharp on the screen it is on; undefined where there is no drawing. */
export function openCanvas(canvas: HTMLCanvasElement, widthPx: number, heightPx: number): CanvasRenderingContext2D | undefined {
  const context = canvas.getContext("2d");
  if (context === null) return undefined;
  const scale = Math.min(window.devicePixelRatio, Math.sqrt(PIXELS_MAX / Math.max(1, widthPx * heightPx)));
  const [width, height] = [Math.round(widthPx * scale), Math.round(heightPx * scale)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, widthPx, heightPx);
  return context;
}

/** Browsers refuse larger canvases, or take hundreds of megabytes for them. */
const PIXELS_MAX = 16_000_000;
