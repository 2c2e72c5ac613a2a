/** The longest reason and name that a resolution of the inbox takes, in characters. */
export const RESOLUTION_TEXT_MAX = { reason: 2000, by: 200 } as const;
