// A component whose deploy is proved in a browser, and the app that it deploys.

import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { VerificationError, verify } from "../../../scripts/deploy/verify.ts";
import type { Verify } from "../../../scripts/manifest/schema.ts";
import { repositoryRoot } from "../../support/repository.ts";
import { type FixtureApp, startFixtureApp } from "../../support/web/fixture-app.ts";
import { type Bed, makeBed } from "./bed.ts";

interface BrowserBed extends Bed {
  app: FixtureApp;
  /** What was seen of the script `journey.mjs`, and with which error. */
  run(probe?: object): Promise<{ error?: VerificationError; results: VerificationError["results"] }>;
}

/** A team's repository with playwright-core, or without; what fails is kept in its folder `kept`. */
export async function makeBrowserBed(
  script: string,
  { env = {}, hasPlaywright = true }: { env?: Record<string, string>; hasPlaywright?: boolean } = {},
): Promise<BrowserBed> {
  const app = await startFixtureApp();
  onTestFinished(app.stop);
  const bed = await makeBed({
    files: { "journey.mjs": script, "package.json": "{}", "node_modules/none/package.json": "{}" },
    env: { SLIPWAY_ARTIFACTS: "kept", ...env },
  });
  if (hasPlaywright) {
    await symlink(
      join(repositoryRoot, "node_modules/playwright-core"),
      join(bed.root, "node_modules/playwright-core"),
    );
  }
  bed.context.environment.url = app.url;
  return {
    ...bed,
    app,
    async run(probe = {}) {
      const asked: Verify[] = JSON.parse(
        JSON.stringify([{ type: "browser", script: "journey.mjs", ...probe }]),
      );
      try {
        return await verify(bed.context, asked, { build: 7 });
      } catch (error) {
        if (error instanceof VerificationError) return { error, results: error.results };
        throw error;
      }
    },
  };
}
