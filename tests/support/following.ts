// A host that follows the branch `production` of a monorepo: a clone of its own, as on another machine.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Output } from "../../scripts/cli/output.ts";
import { followOnce, type Run, type Wishes } from "../../scripts/follow/follow-once.ts";
import { type Follower, openFollower } from "../../scripts/follow/follower.ts";
import type { Checkout, ManifestDraft, Monorepo, Shipyard } from "./shipyard.ts";

/** What a test does with a host, and with the repository that it follows. */
export interface Following {
  repo: Monorepo;
  /** The host's checkout. */
  host: Checkout;
  /** Commits files to main and pushes them to production; resolves to the sha. */
  promote(message: string, files?: Record<string, string>): Promise<string>;
  /** One look of web-1, in this process. */
  follow(wishes?: Wishes): Promise<Run>;
  /** What looks. */
  open(): Promise<Follower>;
  /** What was deployed on the host so far, oldest first. */
  deploys(): Promise<string[]>;
}

/** Writes down what it deploys. */
const deployLine = 'echo "$SLIPWAY_COMPONENT $SLIPWAY_SHA" >> .git/deploys';

export const followArgs = ["follow", "production", "--host", "web-1", "--once", "--json"] as const;

/** `dashboard` (a command) and `proxy-server` (over ssh, elsewhere) are deployed on web-1; `edit` has the last word. */
export async function openFollowing(
  yard: Shipyard,
  edit?: (draft: ManifestDraft) => void,
): Promise<Following> {
  const repo = await yard.open({
    components: ["dashboard", "proxy-server", "docs"],
    edit(draft) {
      const environments = { production: { branch: "production", hosts: ["web-1"] } };
      draft.ship = {
        ...draft.ship,
        environments,
        targets: { "web-1": { ssh: "deploy@web-1.example.test" } },
      };
      delete draft.ship.environment;
      const { dashboard, "proxy-server": proxy, docs } = draft.components;
      if (dashboard) dashboard.deploy = { type: "command", run: deployLine, target: "web-1" };
      if (proxy) proxy.deploy = { type: "ssh", run: deployLine, target: "web-1" };
      if (docs) docs.deploy = { type: "command", run: deployLine };
      edit?.(draft);
    },
  });
  await repo.git("push", "--quiet", "origin", "main:production");
  const host = await repo.clone();
  const open = async () => ({
    ...await openFollower(
      host.root,
      { environment: "production", host: "web-1" },
      quiet,
      new AbortController().signal,
    ),
    control: yard.control,
  });
  return {
    ...{ repo, host, open },
    async promote(message, files) {
      const sha = await repo.commit(message, files);
      await repo.git("push", "--quiet", "--no-verify", "origin", "main:production");
      return sha;
    },
    follow: async (wishes = {}) => await followOnce(await open(), wishes),
    deploys: async () =>
      (await readFile(join(host.root, ".git/deploys"), "utf8").catch(() => "")).split("\n").filter((line) =>
        line !== ""
      ),
  };
}

const quiet: Output = {
  ...{ isJson: false, isInteractive: false },
  print: () => {},
  json: () => {},
  note: () => {},
  warn: () => {},
};
