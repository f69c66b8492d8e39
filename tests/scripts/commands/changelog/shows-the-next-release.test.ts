import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createReleaseRepository } from "../../../support/release-repository.ts";

let work: Awaited<ReturnType<typeof createReleaseRepository>>;
beforeEach(async () => {
  work = await createReleaseRepository();
});
afterEach(() => work.stop());

const changelog = async (...args: string[]) => {
  const { code, stdout } = await work.run("changelog", "--json", ...args);
  return { code, ...JSON.parse(stdout) };
};

test("the body lists only commits that touch the track since its own previous tag", async () => {
  await work.commit("feat: for the web (#1)", { "web/index.ts": "2\n" });
  await work.commit("feat: for the API (#2)", { "api/a.ts": "1\n" });
  await work.commit("fix: in the core (#3)", { "core/a.rs": "1\n" });
  await work.git("tag", "api-v2.1.0");
  await work.git("tag", "web-vnext");
  const { code, stdout } = await work.run("changelog", "web");
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: `### Highlights

- for the web ([#1](https://github.com/acme/shop/pull/1))

### Fixes

- in the core ([#3](https://github.com/acme/shop/pull/3))

All changes: [web-v1.0.0...web-v1.1.0](https://github.com/acme/shop/compare/web-v1.0.0...web-v1.1.0)
Changelog: [web/CHANGELOG.md](https://github.com/acme/shop/blob/web-v1.1.0/web/CHANGELOG.md)
`,
  });
});

test("a prerelease tells what came since the last one, a live release what came since the last live one", async () => {
  await work.commit("feat: one", { "web/1": "" });
  await work.git("tag", "web-v1.1.0-alpha.1");
  await work.commit("fix: two", { "web/2": "" });
  expect(await changelog("web", "--channel", "alpha")).toMatchObject({
    version: "1.1.0-alpha.2",
    previous_tag: "web-v1.1.0-alpha.1",
    level: "patch",
  });
  expect(await changelog("web")).toMatchObject({
    tag: "web-v1.1.0",
    previous_tag: "web-v1.0.0",
    level: "minor",
  });
  expect(await changelog("web", "--since", "web-v1.1.0-alpha.1")).toMatchObject({ paths: ["web/2"] });
});

test("files say more than messages: a required variable and a destructive migration are major, and named", async () => {
  await work.commit("fix: small", {
    "web/.env.example": "SHOP_KEY=\n",
    "web/migrations/1_gone.sql": "drop table t;\n",
    "release-notes/web/2.0.0.md": "Thank you!\n",
  });
  const { version, level, body, facts } = await changelog("web");
  expect({ version, level }).toEqual({ version: "2.0.0", level: "major" });
  expect(body).toContain("`web/migrations/1_gone.sql`: **destructive** (drop table t)");
  expect(body).toContain("`SHOP_KEY`: **required**");
  expect(body).toContain("\nThank you!\n");
  expect(facts.env).toEqual([{ file: "web/.env.example", name: "SHOP_KEY", isRequired: true }]);
});

test("a track of change files tells what they say", async () => {
  await work.commit("feat!: not a word of this", {
    "api/a.ts": "1\n",
    ".changeset/a.md": '---\n"@acme/api": minor\n---\n\nOrders can be **exported**.\n',
    ".changeset/b.md": "---\nweb: major\n---\n\nOf another track.\n",
  });
  const { version, body } = await changelog("api");
  expect({ version, body }).toEqual({
    version: "2.1.0",
    body: expect.stringContaining("- Orders can be **exported**.\n"),
  });
  expect(body).not.toMatch(/not a word|another/);
});

describe("--write", () => {
  test("puts entries under [Unreleased], once", async () => {
    expect((await changelog("web", "--init")).written).toEqual(["web/CHANGELOG.md"]);
    await work.commit("feat: one (#1)", { "web/1": "" });
    expect((await changelog("web", "--write")).written).toEqual(["web/CHANGELOG.md"]);
    expect(await work.read("web/CHANGELOG.md")).toContain(
      "## [Unreleased]\n\n### Added\n\n- one ([#1](https://github.com/acme/shop/pull/1))\n",
    );
    expect((await changelog("web", "--write")).written).toEqual([]);
  });

  test.each([
    ["changelog_missing", 5, ["web", "--write"]],
    ["track_missing", 2, ["lib"]],
    ["component_unknown", 2, ["nobody"]],
    ["commit_unknown", 5, ["web", "--since", "web-v9.9.9"]],
  ])("%s", async (code, exit, args) => {
    const answer = await changelog(...args);
    expect(answer).toMatchObject({ code: exit, error: { code, hint: expect.stringMatching(/./) } });
    expect(await work.git("status", "--porcelain")).toBe("");
  });

  test("a changelog without [Unreleased] is refused with the line to type", async () => {
    await work.commit("odd", { "api/CHANGELOG.md": "# log\n" });
    expect(await changelog("api", "--write")).toMatchObject({
      code: 5,
      error: { code: "changelog_unreleased_missing", hint: expect.stringContaining("## [Unreleased]") },
    });
  });

  test("a change file that can't be read stops it before anything is written", async () => {
    await work.commit("odd", { ".changeset/a.md": "---\ngone: minor\n---\n\nx\n" });
    expect(await changelog("api", "--write")).toMatchObject({
      code: 5,
      error: { code: "change_package_unknown" },
    });
  });
});
