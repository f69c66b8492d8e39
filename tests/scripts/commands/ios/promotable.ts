// A monorepo with an app whose builds are in the store; nothing else is needed to promote one.

import { onTestFinished } from "vitest";
import { startTestStore, type TestStore } from "../../../support/fastlane/store.ts";
import { createMonorepo, type ManifestDraft, type Monorepo } from "../../../support/monorepo.ts";
import type { Outcome } from "../../../support/shipyard.ts";

/** An app whose store can be asked. */
export interface Promotable {
  repo: Monorepo;
  on: TestStore;
  /** Runs `slipway ios promote …` with the store's credential and no other. */
  promote(...args: string[]): Promise<Outcome>;
}

/** Version 1.0 is for sale in two languages; build 114 of 1.1 is with testers, and TestFlight says what is new in it. */
export async function openPromotable(edit: (draft: ManifestDraft) => void = () => {}): Promise<Promotable> {
  const on = await startTestStore();
  const repo = await createMonorepo({ edit });
  onTestFinished(() => repo.stop());
  await on.set({ stages: ["IN_BETA_TESTING"] });
  await on.upload(113);
  await on.act("sell", { version: "1.0", build: "113", locales: ["en-US", "nb"] });
  await on.upload(114, { version: "1.1" });
  await on.act("tester_notes", {
    version: "1.1",
    build: 114,
    texts: { "en-US": "The widget.", nb: "Widgeten." },
  });
  const env = { ...on.env, SLIPWAY_URL: "", SLIPWAY_SECRET_KEY: "" };
  return { repo, on, promote: (...args) => repo.run("ios", "promote", ...args, { env }) };
}
