import { expect, test } from "vitest";
import type { GraphNode } from "./layout-graph.ts";
import { nextTowards } from "./next-towards.ts";

const node = (name: string, x: number, y: number): GraphNode => ({ ...NODE, name, x, y });
const NODE: GraphNode = { name: "", x: 0, y: 0, width: 100, height: 30 };

test("an agent straight ahead is reached before one in the row above that is a little further to the right", () => {
  const [here, ahead, above] = [node("here", 0, 70), node("ahead", 218, 70), node("above", 3, 0)];
  expect(nextTowards("ArrowRight", here, [here, above, ahead])?.name).toBe("ahead");
  expect(nextTowards("ArrowUp", here, [here, above, ahead])?.name).toBe("above");
});

test("where nobody is straight ahead the nearest aside is reached, and at the edge nobody", () => {
  const [here, aside] = [node("here", 0, 70), node("aside", 10, 0)];
  expect(nextTowards("ArrowRight", here, [here, aside])?.name).toBe("aside");
  expect(nextTowards("ArrowLeft", here, [here, aside])).toBeUndefined();
});
