import type { SetTimer, UpdateStorage } from "./options.ts";
import { within } from "./within.ts";

/** A storage that never throws, never hangs and keeps its writes in order. */
export interface Store {
  /** null where there is nothing, or nothing can be read. */
  read(key: string): Promise<unknown>;
  write(key: string, text: string): void;
}

/** A start does not wait longer for a storage than this. */
const patienceMs = 2_000;

/** What it can't keep is forgotten at the end of the process, and that is all that happens. */
export function createStore(storage: UpdateStorage | undefined, setTimer: SetTimer): Store {
  let writes = Promise.resolve<unknown>(null);
  return {
    read: (key) =>
      within(patienceMs, Promise.resolve().then(() => storage?.getItem(key)), setTimer).catch(() => null),
    write(key, text) {
      writes = writes.then(() => storage?.setItem(key, text)).catch(() => {});
    },
  };
}
