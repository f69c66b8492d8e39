import { elapsed, makeTempDir, removeDir } from "../../../scripts/runtime.ts";
import { startStack } from "../../../scripts/stack/stack.ts";
import { type Bench, type Measured, note } from "../bench.ts";
import { installPeers } from "../install-peers.ts";
import { percentile } from "../percentile.ts";
import { packSlipway } from "../../support/packed.ts";
import { type Clone, makeClones, packages } from "./repository.ts";
import { type Tool, type ToolName, tools } from "./tools.ts";

export const cli: Bench<"rounds"> = {
  summary: "check and ship beside changesets and lerna, on the same repository",
  numbers: { rounds: 12 },
  run: measure,
};

const names: ToolName[] = ["slipway", "changesets", "lerna"];
/** Not counted: every cache of every tool, and a platform that has just started. */
const warmUps = 4;
type Figure = "ship_ms" | "check_ms";

/**
 * One component of nine is shipped `rounds` times by each tool in turn, and each is asked whether all is in order. Slipway's ship takes
 * leases, records the build in Postgres and announces it over the local platform; the others write a changelog and a tag.
 */
async function measure({ rounds }: { rounds: number }): Promise<Measured> {
  await installPeers(`${import.meta.dirname}/peers`, "changesets and lerna");
  const folder = await makeTempDir("slipway-bench-cli-");
  const packed = await packSlipway();
  const stack = await startStack();
  try {
    const clones = await makeClones(folder, names, packed);
    const samples = new Map(names.map((name): [ToolName, Record<Figure, number[]>] => [name, noSamples()]));
    for (let round = 1; round <= rounds + warmUps; round++) {
      // each in turn is the first: whoever follows lerna finds the machine's caches full of lerna
      for (const name of [...names.slice(round % 3), ...names.slice(0, round % 3)]) {
        const clone = clones.get(name);
        const kept = samples.get(name);
        if (clone === undefined || kept === undefined) continue;
        if (name === "slipway") {
          Object.assign(clone.env, {
            SLIPWAY_URL: stack.info.api_url,
            SLIPWAY_SECRET_KEY: stack.info.secret_key,
          });
        }
        const took = await once(tools[name], clone, round);
        if (round <= warmUps) continue;
        kept.ship_ms.push(took.ship_ms);
        kept.check_ms.push(took.check_ms);
      }
      note(`round ${round} of ${rounds + warmUps}`);
    }
    return summary(samples, rounds);
  } finally {
    await stack.stop();
    await packed.remove();
    await removeDir(folder);
  }
}

function noSamples(): Record<Figure, number[]> {
  return { ship_ms: [], check_ms: [] };
}

async function once(tool: Tool, clone: Clone, round: number): Promise<Record<Figure, number>> {
  const check_ms = await timed(clone, tool.check);
  await tool.prepare(clone, round);
  const ship_ms = await timed(clone, tool.ship(round));
  const [here, there] = (await clone.sh("git rev-parse HEAD @{upstream}")).trim().split("\n");
  if (here !== there) throw new Error(`${tool.ship(round)} did not push`);
  return { check_ms, ship_ms };
}

async function timed(clone: Clone, line: string): Promise<number> {
  const start = elapsed();
  await clone.sh(line);
  return elapsed() - start;
}

function summary(samples: Map<ToolName, Record<Figure, number[]>>, rounds: number): Measured {
  const median = (name: ToolName, figure: Figure) =>
    Math.round(percentile(samples.get(name)?.[figure] ?? [], 0.5));
  const ratio = (name: ToolName, figure: Figure) =>
    Math.round(median(name, figure) / median("slipway", figure) * 10) / 10;
  const found = Object.fromEntries(names.map((name) => [name, {
    ship_ms: median(name, "ship_ms"),
    check_ms: median(name, "check_ms"),
    ship_ratio: ratio(name, "ship_ms"),
    check_ratio: ratio(name, "check_ms"),
  }]));
  return {
    result: { rounds, packages: packages.length, tools: found },
    lines: [
      `one of ${packages.length} packages, ${rounds} rounds, medians; ratios to slipway`,
      ...names.map((name) =>
        `  ${name.padEnd(11)} ship ${String(median(name, "ship_ms")).padStart(5)} ms (${
          ratio(name, "ship_ms")
        })   check ${String(median(name, "check_ms")).padStart(5)} ms (${ratio(name, "check_ms")})`
      ),
    ],
  };
}
