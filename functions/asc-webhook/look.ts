import type { ReadStore } from "../_shared/app-store-connect/client.ts";
import { readUploads } from "../_shared/app-store-connect/uploads.ts";
import type { Call } from "../_shared/contract/rpc.ts";
import { claimStoreLooks, finishStoreLook, type StoreLook } from "../_shared/contract/store.ts";
import type { Log } from "../_shared/endpoint/log.ts";
import { errorName, Problem } from "../_shared/endpoint/problem.ts";
import type { Runtime } from "../_shared/runtime.ts";

/** Looks at the store wherever the database says that one is due. */
export interface Looks {
  claim(): Promise<StoreLook[]>;
  /** Until nothing is due, or `deadlineMs` has passed. A failure of one app is written down, and stops no other. */
  run(first: StoreLook[], deadlineMs: number): Promise<void>;
}

/** What it saw goes back to the database, which decides what follows from it. */
export function createLooks(
  { call, read, on, log }: {
    call: Call;
    read: ReadStore;
    on: Pick<Runtime, "now" | "date">;
    log: Log;
  },
): Looks {
  const claim = () => call(claimStoreLooks, {});

  async function look(due: StoreLook): Promise<void> {
    try {
      await lookAt(due);
    } catch (error) {
      log("store_look_broken", { cause: errorName(error) });
      const { component, lease_token } = due;
      // counted, so that the chat hears of it; a look whose answer alone was lost is not held any more
      await call(finishStoreLook, { component, lease_token, error: "look_broken" }).catch(() => {});
    }
  }

  async function lookAt({ component, lease_token, ...app }: StoreLook): Promise<void> {
    const ours = { component, lease_token };
    const wanted = { appId: app.app_id, platform: app.platform, audience: app.audience };
    const seen = await readUploads(read, wanted, on.date())
      .catch((error: unknown) => error instanceof Problem ? error : Promise.reject(error));
    if (seen instanceof Problem) {
      const seconds = seen.headers["retry-after"];
      const retry_after_s = seconds === undefined ? undefined : Number(seconds);
      log("store_look_failed", { component, cause: seen.code });
      await call(finishStoreLook, { ...ours, error: seen.code, retry_after_s });
      return;
    }
    const { raised } = await call(finishStoreLook, { ...ours, uploads: seen });
    log("store_looked", { component, uploads: seen.length, raised });
  }

  return {
    claim,
    async run(first, deadlineMs) {
      for (let looks = first; looks.length > 0 && on.now() < deadlineMs; looks = await claim()) {
        await Promise.all(looks.map(look));
      }
    },
  };
}
