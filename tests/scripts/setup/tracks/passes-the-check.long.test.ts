import { expect, onTestFinished, test } from "vitest";
import { createReleased, manifestOfPackages, singlePackage } from "../../../support/repositories/released.ts";

test.each([
  ["one package", singlePackage(), ["lib v1.4.0"]],
  ["several", manifestOfPackages(), ["core core-v2.1.0", "web web-v2.1.0", "agent agent/v0.3.1"]],
])(
  "%s: init writes the tracks that release-please has, the check passes, and a second init changes nothing",
  async (_, repository, tags) => {
    const at = await createReleased(repository);
    onTestFinished(at.stop);
    const shown = await at.run("init", "--dry-run");
    for (const tag of tags) expect(shown.stdout).toMatch(new RegExp(`^${tag.replace(" ", ".* ")} `, "m"));
    const { code, stdout, stderr } = await at.run("init", "--yes", "--json");
    expect(code, stdout + stderr).toBe(0);
    const { components } = JSON.parse(await at.read("version.json"));
    const written = Object.entries<{ version: string; release?: { tag: string } }>(components)
      .flatMap(([key, { version, release }]) =>
        release === undefined ? [] : [`${key} ${release.tag}${version}`]
      );
    expect(written.sort()).toEqual(tags.toSorted());
    const { code: checked, stdout: said } = await at.run("check");
    expect(checked, said).toBe(0);
    await at.git("add", "--all");
    expect(JSON.parse((await at.run("init", "--yes", "--json")).stdout).written).toEqual([]);
  },
  240_000,
);
