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
    .description(
      "Move a build on the local platform and watch it reach every device; roll the next one out; let the store announce one; see an open web page hear of its own.",
    )
    .option("--once", "end after the summary; exit code 1 if a promise did not hold")
    .option("--json", "print the summary as one line of JSON")
    .option("--verbose", "show what the platform and its functions log")
    .action(demo);
}

async function demo({ once, json, verbose }: Options): Promise<void> {
  const asked = firstSignal();
  const { loadPlatform } = await import("../platform.ts");
  const { demoAppId, prepareDemo, signedEnvironment, startStack, watchStarter } = await loadPlatform();
  const starter = watchStarter();
  const signal = Promise.race([asked, starter.gone]);
  const { makeScreen } = await import("../demo/screen.ts");
  const isColored = process.stdout.isTTY === true && !env("NO_COLOR");
  const screen = makeScreen(json ? () => {} : (line) => console.log(line), isColored);

  screen.title();
  let failed = false;
  let stack: Stack | undefined;
  try {
    stack = await startStack({
      env: await signedEnvironment(),
      appStore: { appId: demoAppId },
      log: verbose ? (line) => console.error(line) : undefined,
    });
    screen.ready(
      "the platform is up",
      `Postgres 17 to APNs, in ${(Math.max(...Object.values(stack.timeline)) / 1000).toFixed(1)} s`,
    );
    const { appStore, functionsEnv } = stack;
    const demo = await prepareDemo(stack.info, {
      store: {
        controlUrl: appStore?.controlUrl ?? "",
        webhookSecret: functionsEnv.ASC_WEBHOOK_SECRET ?? "",
      },
      apnsControl: env("APNS_PRODUCTION_URL") ? undefined : stack.info.apns.control_url,
      telegramControl: env("TELEGRAM_API_URL") ? undefined : stack.info.telegram.control_url,
    }, screen);
    try {
      const summary = await demo.show();
      failed = summary.problems.length > 0;
      if (json) console.log(JSON.stringify(summary));
      if (!once) {
        screen.again(howToGoOn(stack.info, summary));
        await watchUntil(signal, demo);
      }
    } finally {
      await demo.stop();
    }
  } finally {
    starter.ignore();
    await stack?.stop();
  }
  process.exit(failed && once ? 1 : 0);
}

/** What to type in another terminal. */
function howToGoOn(
  info: { db_url: string; api_url: string; secret_key: string },
  { page, store }: { page: { url: string; build: number }; store: { build: number } },
): string[] {
  // the page was moved once
  const next = page.build + 2;
  const app = store.build + 1;
  return [
    `${page.url} is a page that has been open since before that. Look at it, and from another terminal:`,
    "",
    `  export SLIPWAY_URL='${info.api_url}' SLIPWAY_SECRET_KEY='${info.secret_key}'`,
    `  npx --no slipway rollout dashboard --build ${next} --to 100%              # it shows a banner`,
    `  npx --no slipway policy dashboard --min ${next} --reason "to see it"      # it shows nothing but Update`,
    `  npx --no slipway rollout ios --build ${app} --to 25%                     # every fourth device`,
    "",
    "The next 47 iOS builds are in the store. In plain SQL a move of a build is:",
    "",
    `  psql '${info.db_url}' -c "update ship.components set build = build + 1 where key = 'ios'"`,
    "",
    "Ctrl-C ends it.",
  ];
}

/** Shows what others announce. */
async function watchUntil(
  signal: Promise<void>,
  demo: { watch(signal: AbortSignal): Promise<void> },
): Promise<void> {
  const end = new AbortController();
  const watching = demo.watch(end.signal);
  await signal;
  end.abort();
  await watching;
}
