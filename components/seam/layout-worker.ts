import { type LaidSeam, layoutGraph } from "./layout-graph.ts";

// A layout of hundreds of lines takes long enough to make a page stutter, so it is worked out in this thread of its own.
addEventListener("message", (event: MessageEvent<readonly LaidSeam[]>) => postMessage(layoutGraph(event.data), { transfer: [] }));
