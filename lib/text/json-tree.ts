import { isOpenable } from "./comparison-row.ts";
import { idOf, type Pair, pairsIn } from "./json-pairs.ts";

/** More members or items are drawn when they are asked for. */
const CHILDREN_MAX = 2000;

/** A row of the tree: a place, or what stands for the children of a place that are left out. */
export interface TreeNode {
  pair: Pair;
  depth: number;
  isOpen: boolean;
  /** Children that this row stands for; 0 of a place itself. */
  left: number;
}

/** A tree of which as much is worked out as was opened. */
export interface JsonTree {
  nodes: () => readonly TreeNode[];
  /** Opens what is closed, closes what is open, and draws more where some were left out. */
  toggle: (index: number) => void;
  /** Opens all above a place and gives its row; that of the nearest place above when it is not there. `path` names it from the top by ids. */
  reveal: (path: readonly string[]) => number;
}

/** The ids of a place and of all above it, the outermost first. */
export function pathTo(pair: Pair): string[] {
  const path: string[] = [];
  for (let one: Pair | undefined = pair; one !== undefined; one = one.parent) path.push(idOf(one));
  return path.toReversed();
}

/** Whether there is anything to open at a place. */
export const canOpen = ({ sent, received }: Pair): boolean => {
  const [some, other] = sent === undefined ? [received, sent] : [sent, received];
  return isOpenable(some) && (other === undefined || (isOpenable(other) && Array.isArray(other) === Array.isArray(some)));
};

/** A tree with its top opened. */
export function growTree(root: Pair): JsonTree {
  let nodes: TreeNode[] = [{ pair: root, depth: 0, isOpen: false, left: 0 }];
  const splice = (from: number, away: number, instead: readonly TreeNode[]): void => {
    nodes = nodes.slice(0, from).concat(instead, nodes.slice(from + away));
  };
  const childrenFrom = (parent: TreeNode, from: number): TreeNode[] => {
    const pairs = pairsIn(parent.pair) ?? [];
    const shown = pairs.slice(from, from + CHILDREN_MAX).map((pair): TreeNode => ({ pair, depth: parent.depth + 1, isOpen: false, left: 0 }));
    const left = Math.max(0, pairs.length - from - CHILDREN_MAX);
    return left === 0 ? shown : [...shown, { pair: parent.pair, depth: parent.depth + 1, isOpen: false, left }];
  };
  const toggle = (index: number): void => {
    const node = nodes[index];
    if (node === undefined) return;
    if (node.left > 0) {
      const parent = { ...node, depth: node.depth - 1 };
      splice(index, 1, childrenFrom(parent, (pairsIn(node.pair)?.length ?? 0) - node.left));
    } else if (node.isOpen) splice(index, 1 + countBelow(nodes, index), [{ ...node, isOpen: false }]);
    else if (canOpen(node.pair)) splice(index, 1, [{ ...node, isOpen: true }, ...childrenFrom(node, 0)]);
  };
  toggle(0);
  return { nodes: () => nodes, toggle, reveal: (path) => revealIn(() => nodes, toggle, path) };
}

function countBelow(nodes: readonly TreeNode[], index: number): number {
  const depth = nodes[index]?.depth ?? 0;
  let end = index + 1;
  while (end < nodes.length && (nodes[end]?.depth ?? 0) > depth) end += 1;
  return end - index - 1;
}

function revealIn(nodes: () => readonly TreeNode[], toggle: (index: number) => void, path: readonly string[]): number {
  let at = 0;
  for (const id of path.slice(1)) {
    if (nodes()[at]?.isOpen !== true) toggle(at);
    const found = childNamed(nodes, toggle, at, id);
    if (found === undefined) return at;
    at = found;
  }
  return at;
}

/** The row of a child, drawing more children until it comes. */
function childNamed(nodes: () => readonly TreeNode[], toggle: (index: number) => void, parent: number, id: string): number | undefined {
  const depth = (nodes()[parent]?.depth ?? 0) + 1;
  for (let index = parent + 1; index < nodes().length; index += 1) {
    while ((nodes()[index]?.left ?? 0) > 0 && nodes()[index]?.depth === depth) toggle(index);
    const node = nodes()[index];
    if (node === undefined || node.depth < depth) return undefined;
    if (node.depth === depth && idOf(node.pair) === id) return index;
  }
  return undefined;
}
