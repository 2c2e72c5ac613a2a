/** Pixels of a card, as Open Graph and Twitter show it uncut. */
export const CARD_SIZE = { width: 1200, height: 630 } as const;
