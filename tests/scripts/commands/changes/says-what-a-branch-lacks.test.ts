import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createReleaseRepository } from "../../../support/release-repository.ts";
import { hasTerminal, keys, openTerminal } from "../../../support/terminal.ts";
import { plainEnvironment } from "../../../support/monorepo/run.ts";
import { slipwayCommand } from "../../../support/repository.ts";

let work: Awaited<ReturnType<typeof createReleaseRepository>>;
beforeEach(async () => {
  work = await createReleaseRepository();
  await work.git("switch", "-q", "-c", "side");
});
afterEach(() => work.stop());

const status = async (...args: string[]) => {
  const { code, stdout } = await work.run("changes", "status", "--json", ...args);
  return { code, ...JSON.parse(stdout) };
};

describe("slipway changes status", () => {
  test("names the tracks that a branch touches, and those that lack a change file", async () => {
    await work.commit("anything", {
      "web/index.ts": "2\n",
      "core/a.rs": "1\n",
      "api/a.ts": "1\n",
      "lib/a.ts": "1\n",
    });
    expect(await status()).toMatchObject({
      code: 0,
      base: "main",
      tracks: [
        { track: "web", files: ["core/a.rs", "web/index.ts"], changes: [], is_needed: false },
        { track: "api", files: ["api/a.ts"], changes: [], is_needed: true },
      ],
      missing: ["api"],
    });
    const { code, stdout, stderr } = await work.run("changes", "status", "--exit-code");
    expect({ code, stdout }).toEqual({
      code: 7,
      stdout: "web: 2 files, needs no change file\napi: 1 file, no change file\n",
    });
    expect(stderr).toContain("slipway changes add --track api");
  });

  test("is content with a change file that is not yet committed", async () => {
    await work.commit("anything", { "api/a.ts": "1\n" });
    const { code, stdout } = await work.run(
      "changes",
      "add",
      "--track",
      "api",
      "--bump",
      "minor",
      "-m",
      "Orders.",
      "--json",
    );
    const { file } = JSON.parse(stdout);
    expect({ code, text: await work.read(file) }).toEqual({
      code: 0,
      text: '---\n"@acme/api": minor\n---\n\nOrders.\n',
    });
    expect(await status("--exit-code")).toMatchObject({
      code: 0,
      missing: [],
      tracks: [{ changes: [file] }],
    });
  });

  test("is content with a file that says: nothing to tell", async () => {
    await work.commit("anything", { "api/a.ts": "1\n" });
    await work.run("changes", "add", "--empty");
    await work.commit("Nothing to tell");
    expect(await status("--exit-code")).toMatchObject({ code: 0, missing: [] });
  });

  test("does not count change files of others, nor documents, nor what the base changed since", async () => {
    await work.git("switch", "-q", "main");
    await work.commit("Others", {
      ".changeset/others.md": "---\napi: minor\n---\n\nTheirs\n",
      "web/late.ts": "1\n",
    });
    await work.git("switch", "-q", "side");
    await work.git("merge", "-q", "--no-edit", "main");
    await work.commit("Words", { "web/README.md": "words\n", "docs/web.md": "words\n" });
    expect(await status()).toMatchObject({ tracks: [], missing: [] });
    await work.commit("Code", { "api/a.ts": "1\n" });
    expect(await status("--exit-code")).toMatchObject({ code: 7, missing: ["api"] });
  });

  test("says what it can't read or compare", async () => {
    await work.commit("Gone", {
      "api/a.ts": "1\n",
      ".changeset/a.md": '---\n"@acme/gone": minor\n---\n\nx\n',
    });
    expect(await status("--exit-code")).toMatchObject({
      code: 7,
      findings: [{ code: "change_package_unknown" }],
    });
    expect(await status("--base", "nowhere")).toMatchObject({ code: 5, error: { code: "base_unknown" } });
    expect(await status("--base", "--output=x")).toMatchObject({ code: 5, error: { code: "base_unknown" } });
  });
});

describe("slipway changes add", () => {
  test.each([
    [["--track", "api"], "change_incomplete"],
    [["--track", "lib", "--bump", "minor", "-m", "x"], "track_missing"],
    [["--track", "nobody", "--bump", "minor", "-m", "x"], "component_unknown"],
    [["--empty", "--track", "api"], "options_conflict"],
  ])("%j is refused with %s, and nothing is written", async (args, code) => {
    const run = await work.run("changes", "add", "--json", ...args);
    expect(run.code).toBe(2);
    expect(JSON.parse(run.stdout).error.code).toBe(code);
    expect(await work.git("status", "--porcelain")).toBe("");
  });

  test.runIf(hasTerminal)("asks at a terminal for what was not given", async () => {
    const terminal = openTerminal(`${slipwayCommand} changes add`, {
      cwd: work.root,
      env: plainEnvironment(work.root),
    });
    await terminal.until("Which tracks");
    terminal.type(`${keys.down}${keys.space}${keys.enter}`);
    await terminal.until("How far does the version of api");
    terminal.type(`${keys.down}${keys.enter}`);
    await terminal.until("What changed");
    terminal.type(`Orders.${keys.enter}`);
    expect(await terminal.ended).toBe(0);
    const [file = ""] = (await work.git("ls-files", "--others", ".changeset")).split("\n");
    expect(await work.read(file)).toBe('---\n"@acme/api": minor\n---\n\nOrders.\n');
  });
});
