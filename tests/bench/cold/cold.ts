import { join } from "node:path";
import { packageRoot } from "../../../scripts/package.ts";
import { elapsed, serveHttp, spawn } from "../../../scripts/runtime.ts";
import { bundleOf } from "../../support/function-bundle.ts";
import { type Bench, type Measured, note } from "../bench.ts";
import { percentile, round } from "../percentile.ts";
import { answers, environment, requests } from "./requests.ts";

export const cold: Bench<"rounds"> = {
  summary: "from a fresh process to the first answer of each function",
  numbers: { rounds: 15 },
  run: measure,
};

const here = import.meta.dirname ?? "";
/** As hosted: the edge runtime is built on Deno 2.1. */
const deno = join(packageRoot, "node_modules/deno-2.1/deno");
const nothing = { path: "/fn", method: "GET", headers: {}, body: "", status: 204 };

/**
 * From the start of a process, on the hosted runtime's Deno, to the first answer of the function in it. Modules are already
 * translated, as they are when hosted; the database is a stand-in that answers at once. The peer is a function that does
 * nothing, in turn with the others: what is more than that is ours.
 */
async function measure({ rounds }: { rounds: number }): Promise<Measured> {
  const database = await serveHttp((request) => {
    const name = new URL(request.url).pathname.split("/").at(-1) ?? "";
    return Response.json(Object.hasOwn(answers, name) ? answers[name] : null);
  });
  try {
    const functions = [
      { name: "empty", entry: "", request: nothing },
      ...Object.entries(requests).map(([name, request]) => ({
        name,
        entry: join(packageRoot, "functions", name, "index.ts"),
        request,
      })),
    ];
    const samples = new Map(functions.map(({ name }): [string, number[]] => [name, []]));
    for (let round = -1; round < rounds; round++) {
      if (round < 0) note("translating the modules");
      for (const { name, entry, request } of functions) {
        const ms = await firstAnswer(entry, request, database.url);
        if (round >= 0) samples.get(name)?.push(ms);
      }
    }
    return await summary(samples, rounds);
  } finally {
    await database.stop();
  }
}

async function firstAnswer(
  entry: string,
  { path, method, headers, body, status }: typeof nothing,
  projectUrl: string,
): Promise<number> {
  const start = elapsed();
  const child = spawn(deno, [
    ...["run", "--quiet", "--no-check", "-A", "--config", join(packageRoot, "functions/deno.json")],
    ...[
      `${here}/first-answer.ts`,
      entry === "" ? "" : `file://${entry}`,
      method,
      JSON.stringify(headers),
      body,
      path,
    ],
  ], { env: { ...environment(projectUrl), DENO_NO_UPDATE_CHECK: "1" } });
  let answered = "";
  let ms = NaN;
  for await (const line of child.stdout) {
    if (!/^\d+$/.test(line)) continue;
    ms = elapsed() - start;
    answered = line;
  }
  await child.exited;
  if (answered !== String(status)) {
    throw new Error(`${entry || "the empty function"} answered ${answered || "nothing"}, not ${status}`);
  }
  return ms;
}

async function summary(samples: Map<string, number[]>, rounds: number): Promise<Measured> {
  const p50 = (name: string) => percentile(samples.get(name) ?? [], 0.5);
  const empty = p50("empty");
  const functions: Record<string, Record<string, number>> = {};
  for (const name of Object.keys(requests)) {
    const { modules, ownModules, bytes } = await bundleOf(name);
    functions[name] = {
      p50_ms: round(p50(name)),
      added_ms: round(p50(name) - empty),
      modules,
      own_modules: ownModules,
      bundle_bytes: bytes,
    };
  }
  return {
    result: { rounds, empty_p50_ms: round(empty), functions },
    lines: [
      `fresh process → first answer, p50 of ${rounds}; a function that does nothing: ${round(empty)} ms`,
      ...Object.entries(functions).map(([name, found]) =>
        `  ${
          name.padEnd(17)
        } ${found.p50_ms} ms (${found.added_ms} more)   ${found.modules} modules, ${found.own_modules} ours, ${found.bundle_bytes} bytes`
      ),
    ],
  };
}
