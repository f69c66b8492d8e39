/** Who holds a ship: what every call after `beginShip` shows. */
export interface Held {
  ship: string;
  token: number;
}

/** Callers pass what they were answered, which has more than a function takes. */
export function only({ ship, token }: Held): Held {
  return { ship, token };
}
