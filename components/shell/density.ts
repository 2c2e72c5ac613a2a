/** How much room the rows of tables have. */
type Density = "comfortable" | "compact";

const STORAGE = "seamscope.density";

/** Run by the browser before it paints, so that rows do not change their height once the page has come alive. */
export const BEFORE_PAINT = `try{document.documentElement.dataset.density=localStorage.getItem(\`${STORAGE}\`)??\`comfortable\`}catch{document.documentElement.dataset.density=\`comfortable\`}`;

/** The density of this page. */
export const densityNow = (): Density => (document.documentElement.dataset.density === "compact" ? "compact" : "comfortable");

/** Goes over to the other density and keeps the choice in this browser; returns what it is now. */
export function changeDensity(): Density {
  const next = densityNow() === "compact" ? "comfortable" : "compact";
  document.documentElement.dataset.density = next;
  try {
    localStorage.setItem(STORAGE, next);
  } catch (error) {
    console.warn("this browser keeps nothing, so the density holds until the page is loaded anew:", error);
  }
  return next;
}
