/** Names of agents are compared in this form: frameworks lower-case them and put `_` for anything else when they make tool names. */
export const normaliseName = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "_").replaceAll(/^_+|_+$/g, "");
