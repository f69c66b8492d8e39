const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `30m`, `24h`, `7d` in milliseconds; undefined when it is none. */
export function millisecondsOf(text: string): number | undefined {
  const [, amount, unit = ""] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  const size = units[unit];
  return amount === undefined || size === undefined ? undefined : Number(amount) * size;
}
