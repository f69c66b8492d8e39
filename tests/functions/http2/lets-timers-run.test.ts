import { expect, test } from "vitest";
import { Turns } from "../../../functions/_shared/http2/turns.ts";
import { breathe } from "../support/clock.ts";

function loop() {
  let now = 0;
  const timers: (() => void)[] = [];
  const turns = new Turns(() => now, () => new Promise((resolve) => timers.push(resolve)));
  return {
    timers,
    /** Works for so long, and asks for the next turn as a reader does; false while it has to wait. */
    async works(ms: number): Promise<boolean> {
      now += ms;
      let hasTurn = !turns.isLong;
      if (turns.isLong) turns.next().then(() => hasTurn = true);
      await breathe();
      return hasTurn;
    },
    async timersRun(): Promise<void> {
      timers.splice(0).forEach((run) => run());
      await breathe();
    },
  };
}

test("a loop that never waits lets timers run after 15 ms, and goes on when they did", async () => {
  const { works, timersRun } = loop();
  expect(await works(10)).toBe(true);
  expect(await works(10)).toBe(false);
  await timersRun();
  expect(await works(5)).toBe(true);
});

test("while timers run by themselves a loop is never held up, and asks with one of them at a time", async () => {
  const { works, timersRun, timers } = loop();
  for (let turn = 0; turn < 20; turn++) {
    expect(await works(4)).toBe(true);
    expect(await works(5)).toBe(true);
    expect(timers.length).toBe(1);
    await timersRun();
  }
});
