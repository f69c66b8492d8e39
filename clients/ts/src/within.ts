import type { SetTimer } from "./options.ts";

/** Rejects when `work` has not come to an end after `ms` milliseconds; it is left behind then. */
export async function within<T>(ms: number, work: Promise<T>, setTimer: SetTimer): Promise<T> {
  let cancel = () => {};
  const late = new Promise<never>((_, reject) => cancel = setTimer(reject, ms));
  return await Promise.race([work, late]).finally(cancel);
}
