// Parts that were started, to be stopped in the opposite order, however far the start got.

/** Collects what must be undone. */
export class Lifecycle {
  readonly #stops: (() => Promise<void>)[] = [];
  #stopped: Promise<void> | undefined;

  /** Waits for a part and remembers how to stop it. */
  async add<Part extends { stop(): Promise<void> }>(starting: Part | Promise<Part>): Promise<Part> {
    const part = await starting;
    this.#stops.push(() => part.stop());
    return part;
  }

  /** Stops everything, the latest first; a part that fails to stop does not keep the others running. */
  stop(): Promise<void> {
    return this.#stopped ??= (async () => {
      const failures: unknown[] = [];
      for (const stop of this.#stops.reverse()) await stop().catch((error) => failures.push(error));
      if (failures.length > 0) throw failures[0];
    })();
  }
}

/** As Promise.all, but waits for all even when one fails, so that what was started is known and can be stopped. */
export async function settled<Parts extends readonly Promise<unknown>[]>(
  ...parts: Parts
): Promise<{ [Index in keyof Parts]: Awaited<Parts[Index]> }> {
  await Promise.allSettled(parts);
  return await Promise.all(parts);
}
