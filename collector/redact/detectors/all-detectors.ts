import { AUTHORIZATION } from "./authorization.ts";
import { CARD } from "./card.ts";
import { CREDENTIALS } from "./credentials.ts";
import type { Detector } from "./detector.ts";
import { EMAIL } from "./email.ts";
import { encodedSecrets } from "./encoded.ts";
import { PHONE } from "./phone.ts";
import { PRIVATE_KEY } from "./private-key.ts";
import { TOKEN_DETECTORS } from "./tokens.ts";

const PLAIN: readonly Detector[] = [PRIVATE_KEY, ...TOKEN_DETECTORS, CREDENTIALS, AUTHORIZATION];

/** Every detector, the surest first: where two find the same text, the first names it. */
export const DETECTORS: readonly Detector[] = [...PLAIN, encodedSecrets(PLAIN), CARD, EMAIL, PHONE];
