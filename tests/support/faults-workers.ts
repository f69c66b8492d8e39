import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { httpFetch, makeTempDir, removeDir } from "../../scripts/runtime.ts";
import { type Functions, startFunctions } from "../../scripts/stack/functions/functions.ts";
import type { Bed } from "./faults-bed.ts";

/** Push workers beside the stack's own: as on the hosted platform, where each has a process and connections of its own. */
interface Workers {
  /** Wakes each of them, all at once; resolves when all have claimed. */
  wake(): Promise<void>;
  stop(): Promise<void>;
}

const push = new URL("../../functions/push/index.ts", import.meta.url);

/** Starts `count` processes that serve the push function and nothing else. */
export async function startWorkers({ on, functions, log }: Bed, count: number): Promise<Workers> {
  const folder = await makeTempDir("slipway-workers-");
  await mkdir(join(folder, "push"));
  await writeFile(join(folder, "push", "index.ts"), `export { default } from "${push}";\n`);
  const workers: Functions[] = [];
  const stop = async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    await removeDir(folder);
  };
  try {
    for (let number = 0; number < count; number++) {
      const worker = await startFunctions({ ...functions, dir: folder, log: (line) => log.push(line) });
      workers.push(worker);
      await worker.ready();
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    wake: async () => {
      await Promise.all(workers.map((worker) => wake(worker, on.info.secret_key)));
    },
    stop,
  };
}

async function wake(worker: Functions, apikey: string): Promise<void> {
  const target = worker.target("push");
  if ("missing" in target) throw new Error(`a push worker is ${target.missing}`);
  const answer = await httpFetch(`${target.url}/push`, { method: "POST", headers: { apikey } });
  await answer.body?.cancel();
  if (answer.status !== 202) throw new Error(`a push worker answered ${answer.status}`);
}
