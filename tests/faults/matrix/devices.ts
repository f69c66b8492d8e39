import { expect } from "vitest";
import { z } from "zod";
import { demoTopic } from "../../../scripts/demo/prepare.ts";
import { httpFetch } from "../../../scripts/runtime.ts";
import { until } from "../../support/until.ts";
import type { FaultCase, Trial } from "../../support/faults.ts";

const answer = z.object({ current_build: z.number() });

/** Devices that come, come back and go until `isOver`. */
class Churn {
  readonly gone: string[] = [];
  /** Who came, and the build that the registration was answered with. */
  readonly came = new Map<string, number>();
  cameBack = 0;
  isOver = false;

  constructor(private readonly trial: Trial, private readonly mayGo: string[]) {}

  async run(): Promise<void> {
    const { trial, mayGo } = this;
    for (let step = 0; !this.isOver; step++) {
      const leaver = step % 3 === 0 ? mayGo.pop() : undefined;
      if (leaver !== undefined) {
        await trial.sql`select ship.unregister_device(${leaver}, ${demoTopic})`;
        this.gone.push(leaver);
      } else if (step % 3 === 1) {
        await this.#register(trial.random.one(trial.tokens.slice(0, trial.size / 2)));
        this.cameBack++;
      } else {
        const [token = ""] = trial.random.tokens(1);
        this.came.set(token, await this.#register(token));
      }
    }
  }

  /** The build that the device was answered with; as an app does, it tries again while a build is being moved. */
  async #register(token: string): Promise<number> {
    for (;;) {
      try {
        const [row] = await this.trial.sql`
          select ship.register_device('ios', ${token}, 'production', ${demoTopic}, client_address => ${token}) as answer`;
        return answer.parse(row?.answer).current_build;
      } catch (error) {
        if (!(error instanceof Error && error.message === "registration_busy")) throw error;
      }
    }
  }
}

/** Posts a device with the publishable key, as a stranger may. */
async function knock({ on }: Trial, token: string): Promise<number> {
  const { status, body } = await httpFetch(`${on.info.api_url}/functions/v1/devices`, {
    method: "POST",
    headers: { apikey: on.info.publishable_key, "content-type": "application/json" },
    body: JSON.stringify({ component: "ios", token, environment: "production", topic: demoTopic }),
  });
  await body?.cancel();
  return status;
}

export const devices: FaultCase[] = [
  {
    promise:
      "devices that register, re-register and unregister all through a run: nobody who stays is missed",
    strike: async (trial) => {
      await trial.apns({ delay_ms: 100 });
      // the first half stays and registers again, some of the other half go
      const churn = new Churn(trial, trial.random.some(trial.tokens.slice(trial.size / 2), 0.3).reverse());
      const running = [churn.run(), churn.run()];
      await until("some have come", () => churn.came.size > 20);
      await trial.move();
      await trial.ended();
      churn.isOver = true;
      await Promise.all(running);
      expect(churn.gone.length).toBeGreaterThan(20);
      expect(churn.cameBack).toBeGreaterThan(20);
      expect(churn.came.size).toBeGreaterThan(20);
      // who was answered with an older build must hear of this one
      trial.tokens.push(
        ...[...churn.came].filter(([, build]) => build < trial.build).map(([token]) => token),
      );
      return { excused: churn.gone, isInFlux: true };
    },
  },
  {
    promise: "10,000 junk tokens of a stranger don't stop the run, and none stays active",
    strike: async (trial) => {
      await trial.tellEveryone();
      await trial.policy({ new_devices_per_minute: 60 });
      const junk = trial.random.tokens(trial.size / 2);
      const [knocking, rest] = [junk.slice(0, 150), junk.slice(150)];
      const statuses = await Promise.all(knocking.map((token) => knock(trial, token)));
      expect(new Set(statuses)).toEqual(new Set([200, 429]));
      // from many addresses, each within its limit
      await trial.register(rest, "stranger");
      await trial.apns({ rules: [{ tokens: junk, reason: "BadDeviceToken" }] });
      await trial.move();
      await trial.ended();
      expect((await trial.received.totals()).by_reason.BadDeviceToken).toBeGreaterThan(rest.length);
      const [row] = await trial.sql`
        select count(*)::int as count from ship.device_push_tokens
        where deactivated_at is null and token = any (${junk})`;
      expect(row?.count, "junk that is still active").toBe(0);
    },
  },
];
