import { expect, test } from "vitest";
import { env } from "../../../scripts/runtime.ts";
import { converse } from "../../support/frame-fuzz.ts";
import { Random } from "../../support/faults-random.ts";

const seed = Number(env("SLIPWAY_FAULT_SEED") ?? 1);
const conversations = 10_000;

test(`${conversations} conversations of chance: each request ends once, and nothing breaks`, {
  timeout: 600_000,
}, async () => {
  for (let at = 0; at < conversations; at++) {
    await converse(new Random(seed, `conversation ${at}`)).catch((cause) => {
      throw new Error(`conversation ${at} of SLIPWAY_FAULT_SEED=${seed}`, { cause });
    });
  }
  console.log(`${conversations} conversations of chance with the HTTP/2 client, SLIPWAY_FAULT_SEED=${seed}`);
  expect(conversations).toBeGreaterThan(0);
});
