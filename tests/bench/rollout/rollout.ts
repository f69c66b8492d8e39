import { sleep } from "../../../scripts/runtime.ts";
import { until } from "../../support/until.ts";
import { type Bench, type Measured, note } from "../bench.ts";
import { round } from "../percentile.ts";
import { startFleet } from "./fleet.ts";

/**
 * A build for 5, 25 and 100 % of many devices, halted and resumed in the middle of the second step. What APNs got, device by device,
 * is held against what was promised and against what the tables say.
 */
export const rollout: Bench<"devices"> = {
  summary: "a build for 5, 25 and 100 % of the devices, halted on the way: who hears of it, and how often",
  numbers: { devices: 100_000 },
  run: measure,
};

async function measure({ devices }: { devices: number }): Promise<Measured> {
  const fleet = await startFleet(devices);
  try {
    const cohorts: number[] = [];
    let strays = 0;
    const count = async (bps: number) => {
      const told = await fleet.told();
      strays += Math.abs(told - await fleet.inside(bps));
      cohorts.push(round(told / devices * 100));
      note(`${bps / 100} %: ${cohorts.at(-1)} % of the devices were told`);
    };
    const step = async (bps: number) => {
      await fleet.setRollout(bps);
      await fleet.ended();
      await count(bps);
    };

    await step(500);
    await fleet.setRollout(2500);
    const halfway = devices * 0.1;
    await until("half of the second step", async () => await fleet.told() > halfway, 120_000);
    await fleet.halt();
    const atHalt = await fleet.told();
    await until("nothing is on its way", async () => {
      const before = await fleet.told();
      await sleep(500);
      return await fleet.openLeases() === 0 && await fleet.told() === before;
    }, 120_000);
    const after = await fleet.told();
    note(`halted at ${atHalt} devices; ${after - atHalt} more were on their way`);
    await fleet.resume();
    await fleet.ended();
    await count(2500);
    await step(10_000);

    const received = await fleet.received();
    const known = await fleet.known();
    const times = [...received.values()];
    const result = {
      devices,
      told_once: times.filter((count) => count === 1).length,
      missed: known.filter(({ token }) => !received.has(token)).length,
      twice: times.filter((count) => count > 1).length,
      was_told_differs: known.filter(({ token, was_told }) => was_told !== received.has(token)).length,
      cohorts,
      strays,
      after_halt: after - atHalt,
      takeovers: await fleet.takeovers(),
    };
    return {
      result,
      lines: [
        `${devices} devices, 5 %, 25 % (halted and resumed) and 100 %`,
        `  told once          ${result.told_once}`,
        `  missed             ${result.missed}`,
        `  told twice         ${result.twice} (${result.takeovers} takeovers, of at most 1,000 each)`,
        `  tables differ      ${result.was_told_differs}`,
        `  cohorts, %         ${cohorts.join("  ")}`,
        `  strays              ${result.strays} told without being inside, or inside without being told`,
        `  after the halt     ${result.after_halt} that were on their way`,
      ],
    };
  } finally {
    await fleet.stop();
  }
}
