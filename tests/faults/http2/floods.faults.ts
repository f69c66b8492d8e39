import { describe } from "vitest";
import { deno21Binary, denoBinary } from "../../../scripts/tasks/step.ts";
import { floods } from "./floods.mjs";
import { survives } from "./survives.ts";

const names = Object.keys(floods);
const unread = ["PING", "SETTINGS", "DATA of a byte"];

// As long as the push worker waits for an answer.
const options = { seconds: 2, timeoutMs: 10_000 };
for (const [version, deno] of [["the current Deno", denoBinary], ["Deno 2.1", deno21Binary]] as const) {
  describe(version, () => {
    survives([
      ...names.map((name) => ({ name, bytesPerSecond: 0 })),
      ...names.map((name) => ({ name, bytesPerSecond: 1_000_000 })),
      ...unread.map((name) => ({ name, bytesPerSecond: 0, isDeaf: true })),
      { name: "mute", bytesPerSecond: 0 },
    ], { ...options, deno });
  });
}
