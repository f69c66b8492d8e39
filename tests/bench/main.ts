// npm run bench -- <name> [--json] [--docs]: measures, and prints ratios against a peer in the same run.

import process from "node:process";
import { parseArgs } from "node:util";
import { elapsed } from "../../scripts/runtime.ts";
import { type Bench, note } from "./bench.ts";
import { cli } from "./cli/cli.ts";
import { cold } from "./cold/cold.ts";
import { writePage } from "./docs/page.ts";
import { keepResult } from "./docs/results.ts";
import { fanout } from "./fanout/fanout.ts";
import { feed } from "./feed/feed.ts";
import { history } from "./history/history.ts";
import { http2 } from "./http2/http2.ts";
import { keys } from "./keys.ts";
import { latency } from "./latency/latency.ts";
import { million } from "./million/million.ts";
import { release } from "./release/release.ts";
import { rollout } from "./rollout/rollout.ts";
import { trigger } from "./trigger.ts";
import { machineCpuSeconds, treeCpuSeconds } from "./usage.ts";

const benches: Record<string, Bench> = {
  latency,
  trigger,
  fanout,
  million,
  rollout,
  feed,
  cold,
  cli,
  http2,
  release,
  history,
  keys,
};

/** Says what is wrong, what there is, and ends. */
function refuse(problem: string): never {
  const options = ({ numbers, servers = {} }: Bench) =>
    [...Object.entries(numbers), ...Object.keys(servers).map((name) => ["server", name])]
      .map(([name, value]) => ` [--${name} ${value}]`).join("");
  console.error([
    problem,
    "",
    "usage: npm run bench -- <name> [options] [--json] [--docs]",
    ...Object.entries(benches).map(([name, bench]) =>
      `  ${(name + options(bench)).padEnd(40)} ${bench.summary}`
    ),
    `  ${"docs".padEnd(40)} writes docs/benchmarks.md from the results of earlier runs`,
    "",
    "  --json  the last line is the result as JSON",
    "  --docs  keeps the result in tests/bench/results and writes docs/benchmarks.md",
  ].join("\n"));
  process.exit(2);
}

const names = Object.values(benches).flatMap(({ numbers }) => Object.keys(numbers));

function readArguments() {
  const number: { type: "string" } = { type: "string" };
  try {
    const { values, positionals } = parseArgs({
      options: {
        json: { type: "boolean", default: false },
        docs: { type: "boolean", default: false },
        server: { type: "string" },
        ...Object.fromEntries(names.map((name) => [name, number])),
      },
      allowPositionals: true,
    });
    return { given: new Map(Object.entries(values)), name: positionals[0] ?? "", rest: positionals.slice(1) };
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

const { given, name, rest } = readArguments();
if (rest.length > 0) refuse(`one benchmark at a time, not also ${rest.join(" ")}`);
if (name === "docs") {
  console.log(`wrote ${writePage()}`);
  process.exit(0);
}
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (!bench) refuse(name === "" ? "which benchmark?" : `there is no benchmark ${name}`);

const numbers = { ...bench.numbers };
for (const option of names) {
  const value = given.get(option);
  if (value === undefined) continue;
  if (!Object.hasOwn(numbers, option)) refuse(`${name} takes no --${option}`);
  numbers[option] = Number(value);
  if (!Number.isInteger(Number(value)) || Number(value) < 1) {
    refuse(`--${option} is a whole number of at least 1`);
  }
}

const server = given.get("server");
if (server !== undefined && !Object.hasOwn(bench.servers ?? {}, String(server))) {
  refuse(`${name} takes no --server ${server}`);
}
const { run, kept } = server === undefined
  ? { run: bench.run, kept: name }
  : { run: bench.servers?.[String(server)] ?? bench.run, kept: `${name}-${server}` };

const start = elapsed();
const busy = { machine: machineCpuSeconds(), own: treeCpuSeconds(process.pid) };
const { lines, result } = await run(numbers);
const seconds = (elapsed() - start) / 1000;
const others = machineCpuSeconds() - busy.machine - (treeCpuSeconds(process.pid) - busy.own);
const othersCores = Math.max(0, Math.round(others / seconds * 100) / 100);
if (given.get("docs")) {
  keepResult(kept, { numbers, seconds: Math.round(seconds), others_cores: othersCores, result });
  note(`wrote ${writePage()}`);
}
console.log(
  [...lines, `(${seconds.toFixed(1)} s; everything else on this machine used ${othersCores} cores meanwhile)`]
    .join("\n"),
);
if (given.get("json")) console.log(JSON.stringify(result));
process.exit(0);
