import { expect, test } from "vitest";
import { openGit } from "../../../scripts/git/git.ts";
import { identityOf } from "../../../scripts/git/repository-identity.ts";
import type { HostConfig } from "../../../scripts/host/code-host.ts";
import { resolveHost } from "../../../scripts/host/resolve-host.ts";
import { apiOf, hostOf, webHost } from "../../../scripts/host/config.ts";
import { bareRepository } from "../../support/code-host/hosted.ts";
import { refusalOf } from "./opened.ts";

test.each<[string, HostConfig["type"], string, string, string]>([
  ["git@github.com:acme/shop.git", "github", "acme/shop", "https://api.github.com", "github.com"],
  ["https://x:y@github.com/acme/shop", "github", "acme/shop", "https://api.github.com", "github.com"],
  [
    "ssh://git@ssh.github.com:443/acme/shop.git",
    "github",
    "acme/shop",
    "https://api.github.com",
    "github.com",
  ],
  ["https://acme.ghe.com/acme/shop", "github", "acme/shop", "https://api.acme.ghe.com", "acme.ghe.com"],
  [
    "https://github.acme.test/a/shop",
    "github",
    "a/shop",
    "https://github.acme.test/api/v3",
    "github.acme.test",
  ],
  [
    "git@gitlab.com:acme/apps/shop.git",
    "gitlab",
    "acme/apps/shop",
    "https://gitlab.com/api/v4",
    "gitlab.com",
  ],
  ["https://gitlab.acme.test/a/b", "gitlab", "a/b", "https://gitlab.acme.test/api/v4", "gitlab.acme.test"],
])("%s", (address, type, repo, api, name) => {
  const found = hostOf(identityOf(address, "/"));
  expect(found).toMatchObject({ type, repo });
  expect(found && apiOf(found)).toBe(api);
  expect(found && webHost(found)).toBe(name);
});

test.each(["https://git.acme.test/acme/shop", "/srv/git/shop.git", "https://github.com/acme"])(
  "%s tells no host",
  (address) => {
    expect(hostOf(identityOf(address, "/"))).toBeNull();
  },
);

test("what version.json says comes first, and a remote that tells nothing is refused", async () => {
  const { git, work } = await bareRepository();
  await git("remote", "add", "acme", "git@github.com:Acme/Shop.git");
  const declared: HostConfig = { type: "github", repo: "acme/shop" };
  expect(await resolveHost(openGit(work), "origin", declared)).toMatchObject(declared);
  expect(await refusalOf(resolveHost(openGit(work), "origin", undefined)))
    .toMatchObject({ code: "host_unknown", exitCode: 5 });
  expect(await resolveHost(openGit(work), "acme", undefined)).toMatchObject(declared);
});

test.each<Partial<HostConfig>>([
  { repo: "shop" },
  { repo: "acme/apps/shop" },
  { repo: "acme/.." },
  { repo: "acme/shop?x" },
  { api: "http://git.acme.test/api/v3" },
  { api: "https://user:word@git.acme.test" },
  { api: "https://git.acme.test/api/v3?x=1" },
  { api: "git.acme.test" },
])("a host that would lead the token astray is refused: %j", async (part) => {
  const { path } = await bareRepository();
  const config: HostConfig = { type: "github", repo: "acme/shop", ...part };
  expect(await refusalOf(resolveHost(openGit(path), "origin", config)))
    .toMatchObject({ code: "host_config_invalid", exitCode: 5 });
});
