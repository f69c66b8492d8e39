import { expect, onTestFinished, test } from "vitest";
import { loadWorkspace } from "../../../scripts/manifest/load.ts";
import { checkWorkflows, planWorkflows } from "../../../scripts/workflows/plan.ts";
import { writeWorkflows } from "../../../scripts/workflows/write.ts";
import { createMonorepo, type Monorepo } from "../../support/monorepo.ts";
import { twoTracks } from "../../support/tracks.ts";

async function open(): Promise<Monorepo> {
  const repo = await createMonorepo({ ...twoTracks(), remote: false });
  onTestFinished(() => repo.stop());
  return repo;
}

const folder = ".github/workflows";
const workspaceOf = ({ root }: Monorepo) => loadWorkspace(root);
const write = async (repo: Monorepo) =>
  await writeWorkflows(repo.root, await planWorkflows(await workspaceOf(repo)));
const drift = async (repo: Monorepo) =>
  (await checkWorkflows(await workspaceOf(repo))).map(({ code, file }) => [code, file]);

test("workflows are written, and follow what version.json says by then", async () => {
  const repo = await open();
  expect(await drift(repo)).toEqual([]);
  expect(await write(repo)).toHaveLength(6);
  await repo.write(`${folder}/mine.yml`, "name: mine\n");
  expect(await drift(repo)).toEqual([]);
  expect(await write(repo)).toEqual([]);

  const manifest = JSON.parse(await repo.read("version.json"));
  manifest.components.tray.release.tag = "desktop-v";
  delete manifest.components.platform.release;
  await repo.write("version.json", `${JSON.stringify(manifest, null, 2)}\n`);
  expect(await drift(repo)).toEqual([
    ["workflow_drift", `${folder}/slipway-release-tray.yml`],
    ["workflow_drift", `${folder}/slipway-promote.yml`],
    ["workflow_drift", `${folder}/slipway-release-platform.yml`],
  ]);
  expect((await write(repo)).map(({ how }) => how)).toEqual(["written", "written", "removed"]);
  await expect(repo.read(`${folder}/slipway-release-platform.yml`)).rejects.toThrow();
  expect(await repo.read(`${folder}/slipway-release-tray.yml`)).toContain("'desktop-v[0-9]*'");
  expect(await repo.read(`${folder}/mine.yml`)).toBe("name: mine\n");
  expect(await drift(repo)).toEqual([]);
});

test("a file of this name that somebody wrote by hand refuses all of it", async () => {
  const repo = await open();
  await repo.write(`${folder}/slipway-check.yml`, "name: mine\n");
  await expect(write(repo)).rejects.toMatchObject({ code: "workflow_foreign", exitCode: 5 });
  expect(await repo.read(`${folder}/slipway-check.yml`)).toBe("name: mine\n");
  await expect(repo.read(`${folder}/slipway-auto.yml`)).rejects.toThrow();
  // nobody has asked for generated ones
  expect(await drift(repo)).toEqual([]);
});

test("slipway check names a workflow that somebody changed", async () => {
  const repo = await open();
  await write(repo);
  await repo.write(`${folder}/slipway-auto.yml`, `${await repo.read(`${folder}/slipway-auto.yml`)}# mine\n`);
  for (const command of [["workflows", "--check"], ["check"]]) {
    const { code, stdout } = await repo.run(...command, "--json");
    expect(code).toBe(7);
    expect(JSON.parse(stdout).findings).toContainEqual(
      expect.objectContaining({ code: "workflow_drift", file: `${folder}/slipway-auto.yml` }),
    );
  }
});
