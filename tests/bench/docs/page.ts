import { writeFileSync } from "node:fs";
import { cliSection } from "./cli-section.ts";
import { coldSection } from "./cold-section.ts";
import { fanoutSection } from "./fanout-section.ts";
import { http2Section } from "./http2-section.ts";
import type { Machine } from "./machine.ts";
import { table } from "./markdown.ts";
import { millionSection, millionToPlainSection } from "./million-section.ts";
import { releaseSection } from "./release-section.ts";
import { type Kept, readResult } from "./results.ts";
import { feedSection, latencySection, triggerSection } from "./small-sections.ts";

const sections: [name: string, title: string, render: (result: unknown) => string][] = [
  ["latency", "How soon an open app hears of it", latencySection],
  ["trigger", "What an update costs", triggerSection],
  ["fanout", "The push worker beside others", fanoutSection],
  ["million", "A million devices", millionSection],
  ["million-plain", "A million devices over a plain server", millionToPlainSection],
  ["http2", "The HTTP/2 client beside others", http2Section],
  ["feed", "The feed of updates", feedSection],
  ["cold", "The first answer of an edge function", coldSection],
  ["cli", "The command line beside others", cliSection],
  ["release", "A release in a repository with a history", releaseSection],
];

const file = new URL("../../../docs/benchmarks.md", import.meta.url);

/** Writes docs/benchmarks.md from the runs that were kept; returns its path from the root. */
export function writePage(): string {
  const kept = sections.map(([name, title, render]) => ({ name, title, render, run: readResult(name) }));
  const machines = kept.flatMap(({ name, run }) => run ? [{ name, run }] : []);
  writeFileSync(
    file,
    `# Benchmarks

Written by \`npm run bench -- docs\` from \`tests/bench/results\`. Every figure was measured; none is edited by hand. Absolute figures belong to
the machine, ratios are what carries over: a peer is always measured in the same run.

\`\`\`sh
${kept.map(({ name }) => `${commandFor(name)} --docs`).join("\n")}
npm run bench -- fanout --devices 10000 --rounds 1   # a quick look
npm run bench -- million --devices 100000
\`\`\`

Everything runs on one machine, as \`npm start\` has it: database, Data API, functions, APNs. The database is thrown away afterwards and lies in
memory where the system has such a folder, so its writes cost no disk. \`fanout\`, \`million\` and \`http2\` read \`/proc\` and need Linux,
\`http2\` also nghttpd and h2load (Debian: nghttp2-server, nghttp2-client); the libraries that \`fanout\`
and the tools that \`cli\` and \`release\` compare with are installed by them, from \`tests/bench/peers\`, \`tests/bench/cli/peers\` and npm.

${
      table(
        ["measured", "on", "took", "other work on the machine"],
        machines.map(({ name, run }) => [name, run.date, `${run.seconds} s`, `${run.others_cores} cores`]),
      )
    }

${[...new Set(machines.map(({ run }) => describe(run.machine)))].join("\n")}
${kept.map(({ name, title, render, run }) => section(name, title, render, run)).join("\n")}`,
  );
  return "docs/benchmarks.md";
}

function describe({ cores, processor, memory_gb, system, deno, node, postgres }: Machine): string {
  return `The machine: ${cores} cores (${processor}), ${memory_gb} GB, ${system}; Deno ${deno}, Node ${node}, Postgres ${postgres}.`;
}

function commandFor(name: string): string {
  return `npm run bench -- ${name.replace("-plain", " --server plain")}`;
}

function section(
  name: string,
  title: string,
  render: (result: unknown) => string,
  run: Kept | undefined,
): string {
  return `
## ${title}

${run ? render(run.result) : `Not measured yet: \`${commandFor(name)} --docs\`.`}
`;
}
