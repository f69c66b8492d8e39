// A monorepo with an app, the store that it goes to, fastlane on the PATH, and the dashboard that serves its version.

import { readFile, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";
import { z } from "zod";
import { env as variable, serveHttp } from "../../../../scripts/runtime.ts";
import { startTestStore, type TestStore } from "../../../support/fastlane/store.ts";
import { pbxprojPath } from "../../../support/monorepo.ts";
import type {
  Checkout,
  ManifestDraft,
  Monorepo,
  Outcome,
  Running,
  Shipyard,
} from "../../../support/shipyard.ts";
import { until } from "../../../support/until.ts";

const fastlane = dirname(fileURLToPath(new URL("../../../support/fastlane/fastlane", import.meta.url)));
const archive = z.object({
  args: z.array(z.string()),
  requested: z.number(),
  changelog: z.string().nullable(),
  /** What match is told. */
  readonly: z.string().nullable(),
});

/** A released app on its way to its next build. */
export interface TestApp {
  repo: Monorepo;
  on: TestStore;
  /** What every command is given; a test may change it. */
  env: Record<string, string>;
  /** Runs `slipway ios …`, asking the store without pauses. */
  ios(...args: string[]): Promise<Outcome>;
  iosIn(checkout: Checkout, ...args: string[]): Promise<Outcome>;
  start(...args: string[]): Running;
  /** Runs `slipway ios ship …`; fastlane goes on once the work is done. */
  shipDuring(work: () => Promise<void>, ...args: string[]): Promise<Outcome>;
  /** What fastlane was asked for, oldest first. */
  archives(): Promise<z.infer<typeof archive>[]>;
  /** The build that the dashboard serves for the app; undefined before its first deploy. */
  served(): Promise<number | undefined>;
  /** The builds in the six lines of the Xcode project. */
  lines(checkout?: Checkout): Promise<number[]>;
  manifest(): Promise<ManifestDraft>;
}

/** The nine components with the app at build 113, everything known to the control plane. */
export async function openApp(
  yard: Shipyard,
  edit: (draft: ManifestDraft) => void = () => {},
): Promise<TestApp> {
  const on = await startTestStore();
  await on.set({ stages: ["PROCESSING", "VALID", "IN_BETA_TESTING"] });
  const dash = await serveHttp(async ({ url }) => {
    const text = await readFile(join(repo.home, "served.json"), "utf8").catch(() => undefined);
    return new URL(url).pathname === "/api/version" && text !== undefined
      ? new Response(text, { headers: { "content-type": "application/json" } })
      : new Response(null, { status: 404 });
  });
  onTestFinished(dash.stop);
  const repo = await yard.open({
    edit(draft) {
      const { ios, dashboard } = draft.components;
      if (ios === undefined || dashboard === undefined) throw new Error("the demo has changed");
      ios.build = 113;
      ios.verify = [{ url: `${dash.url}/api/version`, json: "/components/ios/build", timeout_s: 0.3 }];
      dashboard.host = new URL(dash.url).host;
      dashboard.deploy = { type: "command", run: 'cp version.json "$HOME/served.json"', target: "vps" };
      edit(draft);
    },
  });
  await yard.adopt(repo);
  const log = join(repo.home, "fastlane.log");
  const env: Record<string, string> = {
    ...yard.env,
    ...on.env,
    PATH: `${fastlane}${delimiter}${variable("PATH")}`,
    FASTLANE_STORE: on.store.controlUrl,
    FASTLANE_LOG: log,
  };
  const words = (args: string[]) => {
    const [command = ""] = args;
    const pauses = ["ship", "confirm", "beta", "release"].includes(command) ? ["--interval", "0.01"] : [];
    return ["ios", ...args, ...pauses];
  };
  const app: TestApp = {
    repo,
    on,
    env,
    ios: (...args) => app.iosIn(repo, ...args),
    iosIn: (checkout, ...args) => checkout.run(...words(args), { env }),
    start: (...args) => yard.start(repo, repo.root, words(args), env),
    async shipDuring(work, ...args) {
      const goOn = join(repo.home, "goes-on");
      const ship = repo.run(...words(["ship", ...args]), { env: { ...env, FASTLANE_WAITS_FOR: goOn } });
      await Promise.race([ship, until("fastlane runs", async () => (await app.archives()).length > 0)]);
      await work();
      await writeFile(goOn, "");
      return await ship;
    },
    archives: async () =>
      (await readFile(log, "utf8").catch(() => "")).split("\n").filter((line) => line !== "")
        .map((line) => archive.parse(JSON.parse(line))),
    served: async () => {
      const text = await readFile(join(repo.home, "served.json"), "utf8").catch(() => "{}");
      return JSON.parse(text).components?.ios.build;
    },
    lines: async (checkout = repo) =>
      [...(await checkout.read(pbxprojPath)).matchAll(/CURRENT_PROJECT_VERSION = "?(\d+)/g)].map((
        [, build],
      ) => Number(build)),
    manifest: async () => JSON.parse(await repo.read("version.json")),
  };
  return app;
}

/** Six lines that agree. */
export const six = (build: number) => [build, build, build, build, build, build];
