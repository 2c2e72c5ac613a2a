/** Where exporters send to while a recording runs. */
export const RECEIVER_PORT = 21_600;
/** Where the stand-in for OpenAI's API listens. */
export const MODEL_PORT = 21_601;
/** Where the remote agent of a run with two processes listens. */
export const AGENT_PORT = 21_602;
