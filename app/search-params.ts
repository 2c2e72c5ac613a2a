import { z } from "zod";
import { RangeParams } from "./url-params.ts";

/** The home page's address: its window, and the agent whose seams are shown. Text filter and order are the browser's. */
export const HomeParams = RangeParams.extend({ agent: z.string().max(1000).optional().catch(undefined) });
