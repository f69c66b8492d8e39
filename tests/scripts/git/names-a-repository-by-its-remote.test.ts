import { afterEach, beforeEach, expect, test } from "vitest";
import { openGit } from "../../../scripts/git/git.ts";
import { identityOf, repositoryIdentity } from "../../../scripts/git/repository-identity.ts";
import { createMonorepo, type Monorepo } from "../../support/monorepo.ts";

let nine: Monorepo;
beforeEach(async () => void (nine = await createMonorepo({ remote: false })));
afterEach(() => nine.stop());

test.each([
  "https://github.com/Acme/Shop.git",
  "https://x-access-token:abc@github.com/acme/shop",
  "git@github.com:acme/shop.git",
  "ssh://git@github.com:22/acme/shop.git/",
  "git://github.com/acme/shop",
])("%s is one repository, whichever way leads there", (url) => {
  expect(identityOf(url, "/work")).toBe("github.com/acme/shop");
});

test("a fork, another host, and a folder are other ones", () => {
  expect(identityOf("git@github.com:stranger/shop.git", "/work")).toBe("github.com/stranger/shop");
  expect(identityOf("git@gitlab.example.test:acme/shop.git", "/work")).toBe("gitlab.example.test/acme/shop");
  expect(identityOf("../remote.git", "/srv/work")).toBe("/srv/remote.git");
  expect(identityOf("file:///srv/remote.git", "/work")).toBe("/srv/remote.git");
});

test("the remote that ships are pushed to counts; a clone without one goes by its own path", async () => {
  const git = openGit(nine.root);
  expect(await repositoryIdentity(git, "origin")).toEqual({
    repository: await Deno.realPath(nine.root),
    hasRemote: false,
  });
  await nine.git("remote", "add", "fork", "git@github.com:me/shop.git");
  await nine.git("remote", "add", "origin", "https://github.com/acme/shop");
  const named = (repository: string) => ({ repository, hasRemote: true });
  expect(await repositoryIdentity(git, "origin")).toEqual(named("github.com/acme/shop"));
  expect(await repositoryIdentity(git, "fork")).toEqual(named("github.com/me/shop"));
});
