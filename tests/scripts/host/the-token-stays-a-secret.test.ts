import { afterEach, beforeEach, expect, test } from "vitest";
import { env as variables } from "node:process";
import { mkdir, writeFile } from "node:fs/promises";
import { describeError } from "../../../scripts/cli/report-error.ts";
import { mask } from "../../../scripts/cli/mask.ts";
import { keepAgreed } from "../../../scripts/git/agreed.ts";
import { openGit } from "../../../scripts/git/git.ts";
import type { HostConfig } from "../../../scripts/host/code-host.ts";
import { openHost } from "../../../scripts/host/open-host.ts";
import { resolveHost, vouched } from "../../../scripts/host/resolve-host.ts";
import { readHostToken } from "../../../scripts/host/token.ts";

import { parseManifest } from "../../../scripts/manifest/load.ts";
import { sha256 } from "../../../scripts/runtime.ts";
import { examineCodeHost } from "../../../scripts/setup/doctor/code-host.ts";
import type { Grant } from "../../../scripts/stack/code-host/grants.ts";
import { bareRepository, hosted, writer, writerToken } from "../../support/code-host/hosted.ts";
import { open, openHosted, refusalOf } from "./opened.ts";

const names = [
  ...["SLIPWAY_HOST_TOKEN", "GITHUB_TOKEN", "GH_TOKEN", "GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"],
  ...["GITHUB_API_URL", "SLIPWAY_HOST_API", "GITLAB_TOKEN", "CI_JOB_TOKEN", "CI_API_V4_URL", "PATH"],
];
const before = new Map<string, string | undefined>();
beforeEach(() => {
  for (const name of names) before.set(name, variables[name]);
  for (const name of names.filter((name) => name !== "PATH")) delete variables[name];
});
afterEach(() => {
  for (const [name, value] of before) {
    if (value === undefined) delete variables[name];
    else variables[name] = value;
  }
});

const github: HostConfig = { type: "github", repo: "acme/shop" };
const enterprise: HostConfig = { ...github, api: "https://git.acme.test/api/v3" };
const gitlab: HostConfig = { type: "gitlab", repo: "acme/shop", api: "https://lab.acme.test/api/v4" };
/** Looks like no kind of key that is known, so that only the mask's own memory can hide it. */
const secret = (name: string) => `opaque-${name.toLowerCase()}-0123456789`;

async function withoutGh() {
  const { folder } = await bareRepository();
  variables.PATH = `${folder}/none`;
}

test.each<[string, HostConfig, Record<string, string>, string]>([
  [
    "the project's own comes first",
    github,
    { GITHUB_TOKEN: "", SLIPWAY_HOST_TOKEN: "" },
    "SLIPWAY_HOST_TOKEN",
  ],
  ["a job's before a person's", github, { GH_TOKEN: "", GITHUB_TOKEN: "" }, "GITHUB_TOKEN"],
  ["a person's", github, { GH_TOKEN: "" }, "GH_TOKEN"],
  [
    "of a server of one's own",
    enterprise,
    { GITHUB_TOKEN: "", GH_ENTERPRISE_TOKEN: "" },
    "GH_ENTERPRISE_TOKEN",
  ],
  ["of a job on that server", enterprise, {
    GITHUB_TOKEN: "",
    GITHUB_API_URL: "https://git.acme.test/api/v3/",
  }, "GITHUB_TOKEN"],
  ["of GitLab", gitlab, { CI_JOB_TOKEN: "", GITLAB_TOKEN: "" }, "GITLAB_TOKEN"],
  [
    "of a job of that GitLab",
    gitlab,
    { CI_JOB_TOKEN: "", CI_API_V4_URL: "https://lab.acme.test/api/v4" },
    "CI_JOB_TOKEN",
  ],
])("%s", async (_name, config, given, source) => {
  for (const [name, value] of Object.entries(given)) variables[name] = value || secret(name);
  const token = await readHostToken(vouched(config));
  expect(token).toEqual({ value: secret(source), source, kind: source === "CI_JOB_TOKEN" ? "job" : "token" });
  expect(mask.apply(`sent ${token.value} there`)).toBe("sent *** there");
});

test("github.com's token is not for the server that version.json names", async () => {
  await withoutGh();
  variables.GITHUB_TOKEN = secret("GITHUB_TOKEN");
  const refusal = await refusalOf(readHostToken(vouched(enterprise)));
  expect(refusal).toMatchObject({ code: "host_token_missing", exitCode: 4 });
  expect(refusal.message).toContain("git.acme.test");
});

test("a server that only version.json names gets no token, whoever's it is", async () => {
  const { git, work } = await bareRepository();
  await git("remote", "set-url", "origin", "git@git.acme.test:acme/shop.git");
  for (const name of ["SLIPWAY_HOST_TOKEN", "GITLAB_TOKEN", "GH_ENTERPRISE_TOKEN"]) {
    variables[name] = secret(name);
  }
  const read = async (config: HostConfig, remote = "origin") =>
    await readHostToken(await resolveHost(openGit(work), remote, config));

  for (const host of [gitlab, { ...enterprise, api: "https://git.acme.test.evil.test/api/v3" }]) {
    const refusal = await refusalOf(read(host));
    expect(refusal).toMatchObject({ code: "host_untrusted", exitCode: 5 });
    expect(refusal.hint).toContain(`SLIPWAY_HOST_API=${host.api}`);
    expect(describeError(refusal)).not.toContain("opaque");
  }
  expect(await refusalOf(read(enterprise, "acme"))).toMatchObject({ code: "host_untrusted" });

  // the clone's own remote, the cloud, the job that runs, what its environment says, and what was agreed to
  expect(await read(enterprise)).toMatchObject({ source: "SLIPWAY_HOST_TOKEN" });
  expect(await read(github)).toMatchObject({ source: "SLIPWAY_HOST_TOKEN" });
  expect(await read({ type: "gitlab", repo: "a/b" })).toMatchObject({ source: "SLIPWAY_HOST_TOKEN" });
  for (const name of ["CI_API_V4_URL", "SLIPWAY_HOST_API"]) {
    variables[name] = `${gitlab.api}/`;
    expect(await read(gitlab)).toMatchObject({ source: "SLIPWAY_HOST_TOKEN" });
    delete variables[name];
  }
  await keepAgreed(openGit(work), { "/ship/release/host/api": await sha256(gitlab.api ?? "") });
  expect(await read(gitlab)).toMatchObject({ source: "SLIPWAY_HOST_TOKEN" });
  expect(await refusalOf(read({ ...gitlab, api: "https://evil.test/api/v4" }))).toMatchObject({
    code: "host_untrusted",
  });
});

test("doctor sends nothing to a server that a branch names", async () => {
  const { repository, codeHost } = await hosted();
  await repository.git("status");
  variables.SLIPWAY_HOST_TOKEN = writerToken;
  const manifest = parseManifest(JSON.stringify({
    name: "x",
    build: 1,
    components: { app: { name: "App", kind: "web", build: 1, paths: ["app"] } },
    ship: { release: { host: { type: "github", repo: "acme/shop", api: codeHost.apiUrl } } },
  }));
  const [line] = await examineCodeHost({ root: repository.work, manifest });
  expect(line).toMatchObject({ state: "fail" });
  expect(line?.fix).toContain("SLIPWAY_HOST_API");
  expect(codeHost.state.calls).toEqual([]);
});

test("gh is asked for the host's own token", async () => {
  const { folder } = await bareRepository();
  await mkdir(`${folder}/bin`);
  const answer = `#!/bin/sh\n[ "$*" = "auth token --hostname git.acme.test" ] && echo ${secret("gh")}\n`;
  await writeFile(`${folder}/bin/gh`, answer, { mode: 0o755 });
  variables.PATH = `${folder}/bin:${variables.PATH}`;
  expect(await readHostToken(vouched(enterprise))).toMatchObject({ value: secret("gh") });
  expect((await refusalOf(readHostToken(vouched(github)))).code).toBe("host_token_missing");
});

test.each([["GITLAB_TOKEN", gitlab], ["SLIPWAY_HOST_TOKEN", github]] as const)(
  "none at all names what to set: %s",
  async (name, config) => {
    await withoutGh();
    const refusal = await refusalOf(readHostToken(vouched(config)));
    expect(refusal.code).toBe("host_token_missing");
    expect(refusal.hint).toContain(name);
  },
);

test.each(["two words-of-a-token", "line-one-of-it\nline-two-of-it", "short", "umlaut-täken-0123456"])(
  "a value that is no token is refused without showing it: %j",
  async (value) => {
    variables.SLIPWAY_HOST_TOKEN = value;
    const refusal = await refusalOf(readHostToken(vouched(github)));
    expect(refusal).toMatchObject({ code: "host_token_malformed", exitCode: 4 });
    expect(describeError(refusal)).not.toContain(value);
  },
);

test("a newline at the end is no part of it", async () => {
  variables.SLIPWAY_HOST_TOKEN = `${secret("newline")}\n`;
  expect((await readHostToken(vouched(github))).value).toBe(secret("newline"));
  expect(mask.apply(`a ${secret("newline")} b`)).toBe("a *** b");
});

test("a token that the host does not know", async () => {
  const on = await hosted();
  const refusal = await refusalOf(open(on, "ghs_unknown00000000000").host.tagRef("light"));
  expect(refusal).toMatchObject({ code: "host_token_refused", exitCode: 4 });
  expect(refusal.message).toContain("the test");
});

test("a token that lacks a right is told which, as the host names it", async () => {
  const weak: Grant = { ...writer, permissions: { contents: "read" } };
  const on = await openHosted({ tokens: { ghs_weak0000000000000: weak } });
  const { host } = open(on, "ghs_weak0000000000000");
  const refusal = await refusalOf(
    host.createRelease({ tag: "light", name: "", body: "", isDraft: true, isPrerelease: false }),
  );
  expect(refusal).toMatchObject({ code: "host_scope_missing", exitCode: 4 });
  expect(refusal.hint).toBe("Give the token contents=write, or contents=write and workflows=write.");
  expect((await refusalOf(host.ensureLabel({ name: "a", color: "ffffff", description: "" }))).hint)
    .toContain("issues=write, or pull_requests=write");
});

test("a private repository hides itself from a token that may not see it", async () => {
  const stranger: Grant = { kind: "classic", login: "eve", scopes: [] };
  const on = await openHosted({ isPrivate: true, tokens: { ghp_stranger000000000: stranger } });
  const { host } = open(on, "ghp_stranger000000000");
  expect(await refusalOf(host.access())).toMatchObject({ code: "host_refused", exitCode: 5 });
  expect(await on.host.access()).toEqual({ canPush: true, canAdminister: true, scopes: null });
});

test("a classic token's scopes are told", async () => {
  const on = await openHosted({
    tokens: { ghp_classic0000000000: { kind: "classic", login: "ada", scopes: ["repo", "gist"] } },
  });
  expect((await open(on, "ghp_classic0000000000").host.access()).scopes).toEqual(["repo", "gist"]);
});

test("no error and no note holds the token, whatever the host echoes", async () => {
  const token = secret("echo");
  const { codeHost } = await hosted({ tokens: { [token]: writer } });
  variables.SLIPWAY_HOST_TOKEN = token;
  const notes: string[] = [];
  const host = openHost(vouched({ type: "github", repo: "acme/shop", api: codeHost.apiUrl }), {
    note: (line) => void notes.push(line),
    sleep: () => Promise.resolve(),
    writeGapMs: 0,
  });
  codeHost.fail({ kind: "secondary", retryAfter: 1 });
  await host.tagRef("light");
  for (const status of [400, 401, 403, 404, 422]) {
    codeHost.fail({ kind: "error", status, message: `Bad header: Bearer ${token}` }, { path: /repos/ });
    const refusal = await refusalOf(host.access());
    expect(describeError(refusal)).not.toContain(token);
    expect(describeError(refusal)).toContain("***");
  }
  expect(notes.join("\n")).not.toContain(token);
  expect(codeHost.state.calls.map(({ call }) => call).join("\n")).not.toContain(token);
  expect(writerToken).not.toBe(token);
});
