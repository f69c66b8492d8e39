import { spawnSync } from "node:child_process";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createMonorepo, type Monorepo } from "../../support/monorepo.ts";
import { runProgram } from "../../support/monorepo/run.ts";

// several commands run in one test, each of which may take long to start
vi.setConfig({ testTimeout: 240_000 });

let repo: Monorepo;
beforeEach(async () => void (repo = await createMonorepo({ remote: false, components: ["docs", "status"] })));
afterEach(() => repo.stop());

const launch = async (...args: string[]) => {
  const outcome = await repo.run("workspace", "launch", "--json", ...args);
  const said = JSON.parse(outcome.stdout);
  return { code: outcome.code, ...said, error: said.error?.code };
};
const folder = () => join(repo.home, ".warp/launch_configurations");

describe("promise 69: a file that Slipway did not write stays", () => {
  test.each(["---\nname: nine\nwindows: []\n", "", "# my own\n# Written by hand\n"])(
    "promise 69: %j",
    async (text) => {
      await mkdir(folder(), { recursive: true });
      await writeFile(join(folder(), "nine.yaml"), text);
      expect(await launch()).toMatchObject({ code: 5, error: "launch_file_foreign" });
      expect(await readFile(join(folder(), "nine.yaml"), "utf8")).toBe(text);
      expect(await launch("--name", "mine")).toMatchObject({ code: 0, file: join(folder(), "mine.yaml") });
    },
  );

  test("promise 69: nor is a link followed to one, or another clone's file replaced", async () => {
    const first = await launch();
    const text = await readFile(first.file, "utf8");
    await writeFile(first.file, text.replace(JSON.stringify(repo.root), '"/elsewhere/nine"'));
    expect(await launch("--cmd", "x")).toMatchObject({ code: 5, error: "launch_file_of_another_clone" });
    expect(await readFile(first.file, "utf8")).toContain("/elsewhere/nine");

    const own = join(repo.home, "own.yaml");
    await writeFile(own, text);
    await symlink(own, join(folder(), "linked.yaml"));
    expect(await launch("--name", "linked", "--cmd", "x")).toMatchObject({
      code: 5,
      error: "launch_file_foreign",
    });
    expect(await readFile(own, "utf8")).toBe(text);
  });
});

test.runIf(process.platform === "linux")(
  "Warp for Linux, once it was started, finds it where XDG says",
  async () => {
    const data = join(repo.home, "data");
    const env = { XDG_DATA_HOME: data };
    const at = async () => JSON.parse((await repo.run("workspace", "launch", "--json", { env })).stdout).file;
    expect(await at()).toBe(join(folder(), "nine.yaml"));
    await mkdir(join(data, "warp-terminal"), { recursive: true });
    expect(await at()).toBe(join(data, "warp-terminal/launch_configurations/nine.yaml"));
  },
);

test("VS Code's workspace has every folder and a terminal in each; it is JSON with one comment", async () => {
  const { file, tabs } = await launch("--tool", "vscode");
  expect(file).toBe(join(repo.home, ".local/share/slipway/workspaces/nine.code-workspace"));
  const [comment = "", ...rest] = (await readFile(file, "utf8")).split("\n");
  expect(comment).toMatch(/^\/\/ Written by slipway workspace launch for /);
  const { folders, tasks } = JSON.parse(rest.join("\n"));
  expect(folders.map(({ path }: { path: string }) => path)).toEqual(
    tabs.map((tab: { folder: string }) => tab.folder),
  );
  expect(tasks.tasks).toMatchObject(tabs.map(({ title, folder }: { title: string; folder: string }) => ({
    label: title,
    command: "claude --continue",
    options: { cwd: folder },
    runOptions: { runOn: "folderOpen" },
  })));
  expect((await launch("--tool", "vscode")).state).toBe("unchanged");
});

const hasTmux = spawnSync("tmux", ["-V"]).status === 0;
test.runIf(hasTmux)(
  "promise 68: tmux itself opens a window per component, in its folder, and runs the command there",
  async () => {
    const sockets = join(repo.home, "sockets");
    await mkdir(sockets, { mode: 0o700 });
    const env = { ...repo.env, TMUX_TMPDIR: sockets, SHELL: "/bin/sh" };
    const tmux = (...args: string[]) => runProgram("tmux", args, { cwd: repo.home, env });
    const odd = "web/docs #S";
    await repo.git("mv", "web/docs", odd);
    await repo.write(
      "version.json",
      (await repo.read("version.json")).replaceAll('"web/docs"', JSON.stringify(odd)),
    );
    const { file, tabs } = await launch("--tool", "tmux", "--cmd", `pwd > "here's #S"`);
    expect(tabs.map(({ folder }: { folder: string }) => folder)).toContain(join(repo.root, odd));
    try {
      const opened = await runProgram("sh", [file], { cwd: repo.home, env });
      expect(opened, opened.stderr).toMatchObject({ code: 0, stdout: "tmux attach-session -t '=nine'\n" });
      const windows = await tmux("list-windows", "-t", "=nine", "-F", "#{window_name}\t#{pane_start_path}");
      const expected = tabs.map(({ title, folder }: { title: string; folder: string }) =>
        `${title}\t${folder}\n`
      );
      expect(windows.stdout).toBe(expected.join(""));
      for (const { folder } of tabs) {
        const said = () => readFile(join(folder, "here's #S"), "utf8").catch(() => "");
        await expect.poll(said, { timeout: 60_000 }).toBe(`${folder}\n`);
      }
      // a session that is there is shown as it is
      expect((await runProgram("sh", [file], { cwd: repo.home, env })).code).toBe(0);
      expect((await tmux("list-windows", "-t", "=nine")).stdout.trim().split("\n")).toHaveLength(tabs.length);
    } finally {
      await tmux("kill-server");
    }
  },
);
