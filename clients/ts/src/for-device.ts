import { bucket } from "./bucket.ts";
import { isShort, isText, type Offer } from "./feed.ts";
import { instant } from "./instant.ts";

/** What is known of a device; what is of another type counts as not known. */
interface Device {
  os: unknown;
  installation_id: unknown;
  is_manual: unknown;
}

/** Whether this device may have the offer now, whatever build it has. */
export function isForDevice(
  { available_at, min_os, max_os, bps, salt }: Offer,
  device: Device,
  now: number,
): boolean {
  const id = device.installation_id;
  return instant(available_at) <= now && isInside(device.os, min_os, max_os) &&
    (bps === 10_000 || device.is_manual === true && bps > 0 || isShort(id) && bucket(salt, id) < bps);
}

/** A bound that is stated wants an os that can be compared with it: what may not run is not offered. */
function isInside(os: unknown, min: string | null, max: string | null): boolean {
  const at = numbersOf(os), from = numbersOf(min ?? "0"), to = numbersOf(max ?? "0");
  return (min === null || compare(at, from) >= 0) && (max === null || compare(at, to) <= 0);
}

/** "18.1" as numbers, at most eight of nine digits; none where it is no such text. */
function numbersOf(os: unknown): number[] {
  return isText(os) && /^\d{1,9}(\.\d{1,9}){0,7}$/.test(os) ? os.split(".").map(Number) : [];
}

/** Below, at or above zero, as precise as the bound is: 15 holds all of 15, and is at least 15. NaN where one of the two is nothing. */
function compare(os: number[], bound: number[]): number {
  if (!os.length || !bound.length) return NaN;
  for (let place = 0; place < bound.length; place++) {
    const difference = (os[place] ?? 0) - bound[place];
    if (difference) return difference;
  }
  return 0;
}
