import { onTestFinished } from "vitest";
import { type CodeHostStandIn, startCodeHost } from "../../../scripts/stack/code-host/code-host.ts";
import type { Grant } from "../../../scripts/stack/code-host/grants.ts";
import type { Checkout, Monorepo } from "../monorepo.ts";
import { writer, writerToken } from "./hosted.ts";

/** A stand-in for the host of a repository that exists; version.json names it from then on. It stops after the test. */
export async function hostOf(
  repo: Monorepo,
  tokens: Record<string, Grant> = {},
): Promise<{ codeHost: CodeHostStandIn; env: Record<string, string> }> {
  const codeHost = await startCodeHost({
    repository: repo.remote,
    tokens: { [writerToken]: writer, ...tokens },
  });
  onTestFinished(codeHost.stop);
  await nameHost(repo, codeHost.apiUrl);
  return { codeHost, env: { SLIPWAY_HOST_TOKEN: writerToken, SLIPWAY_HOST_API: codeHost.apiUrl } };
}

async function nameHost(repo: Checkout, api: string): Promise<void> {
  const manifest = JSON.parse(await repo.read("version.json"));
  manifest.ship.release = { ...manifest.ship.release, host: { type: "github", repo: "acme/shop", api } };
  await repo.write("version.json", `${JSON.stringify(manifest, null, 2)}\n`);
}
