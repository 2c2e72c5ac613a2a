import { superviseAll } from "./supervise-all.ts";

await superviseAll("dev");
