import process from "node:process";
import { elapsed, sleep } from "../../../scripts/runtime.ts";
import { until } from "../../support/until.ts";
import { type Bench, note } from "../bench.ts";
import { cpuSeconds, requireProc, treeCpuSeconds } from "../usage.ts";
import { type Crowd, runStates, startCrowd } from "./crowd.ts";
import { readFootprint } from "./footprint.ts";
import { PushLog } from "./log.ts";
import { millionToPlain } from "./plain.ts";
import { type Finding, report } from "./report.ts";
import { readManifests, watchProgress } from "./watch.ts";

/**
 * One move told to a crowd of whom 2 % fail: how long it takes, whether rate and memory stay as they are, what it leaves in the
 * database, and what an app that reads the manifest meanwhile notices. Then the devices that APNs was too busy for.
 */
export const million: Bench<"devices"> = {
  summary: "one move told to a million devices, of which 2 % fail",
  numbers: { devices: 1_000_000 },
  async run({ devices }) {
    requireProc();
    const log = new PushLog();
    const crowd = await startCrowd(devices, (line) => log.read(line));
    note(`${devices} devices inserted in ${Math.round(crowd.insertSeconds)} s`);
    try {
      return report(await measure(crowd, devices, log));
    } finally {
      await crowd.stop();
    }
  },
  servers: { plain: millionToPlain },
};

async function measure(crowd: Crowd, devices: number, log: PushLog): Promise<Finding> {
  const { stack, sql } = crowd;
  const readManifest = () =>
    readManifests(`${stack.info.api_url}/functions/v1/manifest`, stack.info.publishable_key);
  const end = (states: string[]) =>
    until(
      `every push run is ${states.join(" or ")}`,
      async () => (await runStates(sql)).every((state) => states.includes(state)),
      120_000 + devices * 3,
    );

  const stopQuiet = readManifest();
  await sleep(3000);
  const quietReads = await stopQuiet();
  const before = await readFootprint(sql);
  const cpuBefore = cpuOf(crowd);
  const stopProgress = watchProgress(sql, crowd.pid);
  const stopReading = readManifest();
  const start = elapsed();
  await crowd.move();
  await end(["retrying", "finished"]);
  const seconds = (elapsed() - start) / 1000;
  const cpu = cpuOf(crowd);
  const samples = await stopProgress();
  const reads = await stopReading();
  await sleep(500); // the last lines of the log
  const { requests } = log;
  const after = await readFootprint(sql);
  note(`${devices} devices answered in ${Math.round(seconds)} s`);

  const retryStart = elapsed();
  const retried = await crowd.recover();
  await sql`select ship.wake_push()`;
  await end(["finished"]);
  const [counted] = await sql`
    select
      (select count(*) from ship.push_batches where kind = 'range')::int as batches,
      (select count(*) from ship.push_failures)::int as failures,
      (select sum(takeover_count) from ship.push_batches)::int as takeovers`;
  return {
    devices,
    insertSeconds: crowd.insertSeconds,
    seconds,
    samples,
    reads,
    quietReads,
    before,
    after,
    invocations: requests,
    batches: Number(counted?.batches),
    takeovers: Number(counted?.takeovers),
    cpu: {
      functions: cpu.functions - cpuBefore.functions,
      database: cpu.database - cpuBefore.database,
      platform: cpu.platform - cpuBefore.platform,
      simulator: cpu.simulator - cpuBefore.simulator,
    },
    retried,
    retrySeconds: (elapsed() - retryStart) / 1000,
    refusedForGood: Number(counted?.failures),
    apns: await crowd.apns(),
  };
}

function cpuOf({ stack, pid }: Crowd): Finding["cpu"] {
  return {
    functions: cpuSeconds(pid),
    database: treeCpuSeconds(stack.postgres.pid()),
    platform: cpuSeconds(process.pid),
    simulator: cpuSeconds(stack.apns.pid),
  };
}
