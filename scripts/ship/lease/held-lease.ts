import { CommandError } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { ControlPlane, Ending, ShipLease } from "../../control-plane/control-plane.ts";
import { elapsed, sleep } from "../../runtime.ts";

type StepState = "started" | "done" | "failed" | "skipped";
export type Detail = Record<string, unknown>;

/** A ship that this process holds: its leases are renewed in the background until they are given back. */
export interface HeldLease {
  id: string;
  /** The fencing token. */
  token: number;
  /** The clone that holds it. */
  cloneId: string;
  /** The highest number that the component ever used before; null when it used none. */
  highestBuild: number | null;
  /** SHA-256 of the notes that were told last; null when there were none. */
  lastNotes: string | null;
  /** Aborts, with `lease_lost` as its reason, as soon as somebody else has taken over. */
  signal: AbortSignal;
  /** Journals, and at the same time makes sure that the ship is still held; raises `lease_lost`. */
  record(step: string, state: StepState, detail?: Detail): Promise<void>;
  /** One more lease, as `git:main`; nothing when it is held already. Raises `lease_held`. */
  take(name: string): Promise<void>;
  release(name: string): Promise<void>;
  /** Ends the ship; its leases end with it. */
  end(ending: Ending): Promise<void>;
  /** Stops, and lets whoever resumes it take it at once. Never raises: a lease also ends by itself. */
  releaseAll(): Promise<void>;
}

/** Begins to renew the leases, as often as the project's policy says. */
export function holdLease(control: ControlPlane, lease: ShipLease, cloneId: string): HeldLease {
  const lost = new AbortController();
  const stopped = new AbortController();
  const names = new Set<string>();
  const heartbeat = keepAlive(control, lease, lost, stopped.signal);
  const stop = async () => {
    stopped.abort();
    await heartbeat;
  };
  /** An answer that was long on its way, or a process that slept meanwhile: what was true then need not be true now. */
  const confirmSince = async (asked: number) => {
    while (elapsed() - asked > lease.heartbeat_seconds * 1000) {
      asked = elapsed();
      const { held } = await control.renewLease(lease);
      if (!held) throw lostLease(lease, "somebody else has taken over");
    }
  };
  return {
    id: lease.ship,
    token: lease.token,
    cloneId,
    highestBuild: lease.highest_build,
    lastNotes: lease.told_notes,
    signal: lost.signal,
    async record(step, state, detail) {
      lost.signal.throwIfAborted();
      try {
        const asked = elapsed();
        await control.recordStep(lease, step, state, detail);
        await confirmSince(asked);
      } catch (error) {
        if (isLost(error)) lost.abort(error);
        throw error;
      }
    },
    async take(name) {
      if (names.has(name)) return;
      await control.takeLease(lease, name);
      names.add(name);
    },
    async release(name) {
      if (names.delete(name)) await control.releaseLease(lease, name);
    },
    async end(ending) {
      await stop();
      await control.finishShip(lease, ending);
    },
    async releaseAll() {
      await stop();
      if (!lost.signal.aborted) await control.releaseLease(lease).catch(() => {});
    },
  };
}

/**
 * Renews until it is stopped. Without an answer the ship counts as lost one heartbeat before Postgres would give its leases to somebody
 * else: what it has started needs a moment to end.
 */
async function keepAlive(
  control: ControlPlane,
  lease: ShipLease,
  lost: AbortController,
  stopped: AbortSignal,
): Promise<void> {
  const heartbeat = lease.heartbeat_seconds * 1000;
  const longestSilence = lease.lease_seconds * 1000 - heartbeat;
  let confirmed = elapsed();
  const isOver = () => stopped.aborted || lost.signal.aborted;
  const ended = AbortSignal.any([stopped, lost.signal]);
  const ask = async () => {
    const asked = elapsed();
    const answer = await control.renewLease(lease).catch(() => null);
    if (answer?.held) confirmed = asked;
    else if (answer && !isOver()) lost.abort(lostLease(lease, "somebody else has taken over"));
  };
  const renew = async () => {
    while (!isOver()) {
      await sleep(heartbeat, ended);
      if (!isOver()) await ask();
    }
  };
  const watch = async () => {
    while (!isOver()) {
      const overdue = elapsed() - confirmed - longestSilence;
      if (overdue < 0) await sleep(-overdue, ended);
      // a process that slept asks first: perhaps nobody wanted its leases
      else if (overdue > heartbeat && (await ask(), elapsed() - confirmed < longestSilence)) continue;
      else if (!isOver()) {
        lost.abort(lostLease(lease, `nothing was heard of Postgres for ${longestSilence / 1000} s`));
      }
    }
  };
  await Promise.all([watch(), renew()]);
}

function lostLease({ ship }: ShipLease, why: string): CommandError {
  return new CommandError(
    "lease_lost",
    `ship ${ship} is not held any more: ${why}`,
    "Look with slipway status; slipway ship --resume goes on as soon as its leases are free.",
    exitCode.leaseHeld,
  );
}

function isLost(error: unknown): boolean {
  return error instanceof CommandError && ["lease_lost", "ship_finished"].includes(error.code);
}
