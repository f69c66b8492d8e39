import { onTestFinished } from "vitest";
import { startCodeHost } from "../../scripts/stack/code-host/code-host.ts";
import { httpFetch } from "../../scripts/runtime.ts";
import { writer, writerToken } from "./code-host/hosted.ts";
import type { Outcome, Shipyard } from "./shipyard.ts";
import { openEnvironments } from "./two-environments.ts";

const nowhere = "http://127.0.0.1:1";

/** Two environments whose code is at the stand-in of GitHub, which knows of the check `build` on main. */
export async function openHosted(yard: Shipyard, promote: Record<string, unknown> = {}) {
  const place = await openEnvironments(yard, {
    edit(draft) {
      const { environments } = draft.ship;
      if (typeof environments !== "object" || environments === null) return;
      Object.assign(Reflect.get(Reflect.get(environments, "production"), "promote"), promote);
      draft.ship.release = { host: { type: "github", repo: "acme/shop", api: nowhere } };
      draft.ship.gates = { main: { checks: ["build"] } };
    },
  });
  const { repo, push } = place;
  await repo.git("push", "--quiet", "--no-verify", "origin", "main:refs/heads/production");
  const host = await startCodeHost({ repository: repo.remote, tokens: { [writerToken]: writer } });
  onTestFinished(() => host.stop());
  await push("chore: the host", {
    "version.json": (await repo.read("version.json")).replace(nowhere, host.apiUrl),
  });
  const known = { SLIPWAY_HOST_TOKEN: writerToken, SLIPWAY_HOST_API: host.apiUrl };
  const env = { ...yard.env, DEPLOYED: `${repo.root}/../deployed`, ...known };
  const run = (...args: string[]): Promise<Outcome> => repo.run(...args, "--json", { env });
  return {
    ...{ ...place, host, run },
    promote: (...args: string[]) => run("promote", "production", ...args),
    report: (sha: string, state: string) => report(host.apiUrl, sha, state),
  };
}

/** Tells the host how the check `build` of a commit is going. */
export async function report(apiUrl: string, sha: string, state: string): Promise<void> {
  const answer = await httpFetch(`${apiUrl}/repos/acme/shop/statuses/${sha}`, {
    method: "POST",
    headers: { authorization: `Bearer ${writerToken}`, "content-type": "application/json" },
    body: JSON.stringify({ state, context: "build" }),
  });
  if (answer.status !== 201) throw new Error(await answer.text());
  await answer.body?.cancel();
}
