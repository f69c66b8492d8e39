// slipway demo: the main job on the local platform, live. This is what `npm start` runs.

import process from "node:process";
import { Command } from "commander";
import { env } from "../runtime.ts";
import { firstSignal } from "../cli/interrupt.ts";
import type { Stack } from "../stack/stack.ts";

interface Options {
  once?: boolean;
  json?: boolean;
  verbose?: boolean;
}

/** `slipway demo [--once] [--json]`. With `--once` the exit code is 0 only if every promise held. */
export function demoCommand(): Command {
  return new Command("demo")
    .description("Move one build on the local platform and watch it reach every device.")
    .option("--once", "end after the summary; exit code 1 if a promise did not hold")
    .option("--json", "print the summary as one line of JSON")
    .option("--verbose", "show what the platform and its functions log")
    .action(demo);
}

async function demo({ once, json, verbose }: Options): Promise<void> {
  const asked = firstSignal();
  const { loadPlatform } = await import("../platform.ts");
  const { prepareDemo, startStack, watchStarter } = await loadPlatform();
  const starter = watchStarter();
  const signal = Promise.race([asked, starter.gone]);
  const { makeScreen } = await import("../demo/screen.ts");
  const isColored = process.stdout.isTTY === true && !env("NO_COLOR");
  const screen = makeScreen(json ? () => {} : (line) => console.log(line), isColored);

  screen.title();
  let failed = false;
  let stack: Stack | undefined;
  try {
    stack = await startStack({ log: verbose ? (line) => console.error(line) : undefined });
    screen.ready(
      "the platform is up",
      `Postgres 17 to APNs, in ${(Math.max(...Object.values(stack.timeline)) / 1000).toFixed(1)} s`,
    );
    const demo = await prepareDemo(stack.info, {
      apnsControl: env("APNS_PRODUCTION_URL") ? undefined : stack.info.apns.control_url,
      telegramControl: env("TELEGRAM_API_URL") ? undefined : stack.info.telegram.control_url,
    }, screen);
    try {
      const summary = await demo.move();
      failed = summary.problems.length > 0;
      if (json) console.log(JSON.stringify(summary));
      if (!once) await stayUp(demo, stack.info, signal, screen);
    } finally {
      await demo.stop();
    }
  } finally {
    starter.ignore();
    await stack?.stop();
  }
  process.exit(failed && once ? 1 : 0);
}

/** Shows what others move, until a signal. */
async function stayUp(
  demo: { watch(signal: AbortSignal): Promise<void> },
  info: { db_url: string; api_url: string; secret_key: string },
  signal: Promise<void>,
  screen: { again(lines: string[]): void },
): Promise<void> {
  screen.again([
    "Try it again from another terminal (the next 49 iOS builds are in the store):",
    "",
    `  psql '${info.db_url}' -c "update ship.components set build = build + 1 where key = 'ios'"`,
    "",
    "or, without psql, tell everybody the present build again:",
    "",
    `  curl -s '${info.api_url}/rest/v1/rpc/reannounce' -H 'apikey: ${info.secret_key}' -H 'content-profile: ship' \\`,
    `    -H 'content-type: application/json' -d '{"component":"ios","reason":"to see it again"}'`,
    "",
    "Ctrl-C ends it.",
  ]);
  const end = new AbortController();
  const watching = demo.watch(end.signal);
  await signal;
  end.abort();
  await watching;
}
