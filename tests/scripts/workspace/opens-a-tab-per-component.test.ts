import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { rowOrder } from "../../../scripts/manifest/rows.ts";
import { manifestSchema } from "../../../scripts/manifest/schema.ts";
import { commandOf, launchName } from "../../../scripts/workspace/launch.ts";
import { demoManifest } from "../../support/monorepo/manifest.ts";
import { createMonorepo, type Monorepo } from "../../support/monorepo.ts";

const tab = z.strictObject({
  title: z.string(),
  layout: z.strictObject({
    cwd: z.string().startsWith("/"),
    commands: z.tuple([z.strictObject({ exec: z.string() })]).optional(),
  }),
});
/** What Warp documents of the parts that are used. */
const warp = z.strictObject({ name: z.string(), windows: z.tuple([z.strictObject({ tabs: z.array(tab) })]) });

// several commands run in one test, each of which may take long to start
vi.setConfig({ testTimeout: 240_000 });

let repo: Monorepo;
beforeEach(async () => void (repo = await createMonorepo({ remote: false })));
afterEach(() => repo.stop());

const launch = async (...args: string[]) => {
  const outcome = await repo.run("workspace", "launch", "--json", ...args);
  expect(outcome.code, outcome.stderr).toBe(0);
  return JSON.parse(outcome.stdout);
};
const read = async (file: string) => {
  const text = await readFile(file, "utf8");
  return { text, tabs: warp.parse(parse(text)).windows[0].tabs };
};
const manifest = async () => manifestSchema.parse(JSON.parse(await repo.read("version.json")));
const edit = async (change: (text: string) => string) =>
  await repo.write("version.json", change(await repo.read("version.json")));

test("promise 68: Warp's file has a tab per component and folder, in the table's order, each with an agent that goes on", async () => {
  const { file, tabs: said, state } = await launch();
  expect(file).toBe(join(repo.home, ".warp/launch_configurations/nine.yaml"));
  expect(state).toBe("written");
  const { tabs } = await read(file);
  const { components, ...rest } = await manifest();
  const expected = rowOrder({ components, ...rest }).flatMap((key) =>
    (components[key]?.paths ?? []).map((path) => join(repo.root, path.split("/{")[0] ?? ""))
  );
  expect(tabs.map(({ layout }) => layout.cwd)).toEqual(expected);
  expect(tabs.length).toBeGreaterThanOrEqual(9);
  for (const { layout } of tabs) {
    expect((await stat(layout.cwd)).isDirectory()).toBe(true);
    expect(layout.commands).toEqual([{ exec: "claude --continue" }]);
  }
  expect(said.map(({ title, folder }: { title: string; folder: string }) => [title, folder])).toEqual(
    tabs.map(({ title, layout }) => [title, layout.cwd]),
  );
});

describe("promise 69: a tab does what is wanted", () => {
  test("promise 69: --no-resume only changes folder, --cmd runs another command, as it is", async () => {
    const commands = async (...args: string[]) =>
      (await read((await launch(...args)).file)).tabs.map(({ layout }) => layout.commands?.[0].exec);
    expect(new Set(await commands("--no-resume"))).toEqual(new Set([undefined]));
    const odd = `echo "it's: #1" && npm run dev`;
    expect(new Set(await commands("--cmd", odd))).toEqual(new Set([odd]));
  });

  test("promise 69: version.json may name the command, which --cmd replaces", () => {
    const named = demoManifest({
      edit: ({ ship }) => void (ship.workspace = { command: "codex resume --last" }),
    });
    expect(commandOf(named.manifest, { resume: true })).toBe("codex resume --last");
    expect(commandOf(named.manifest, { resume: true, cmd: "true" })).toBe("true");
    expect(commandOf(named.manifest, { resume: false })).toBeUndefined();
    expect(() => demoManifest({ edit: ({ ship }) => void (ship.workspace = { command: "a\nb" }) })).toThrow();
  });

  test("what contradicts itself or is no line is a usage error, and nothing is written", async () => {
    const { manifest } = demoManifest({});
    const refused = (code: string) => expect.objectContaining({ code, exitCode: 2 });
    expect(() => commandOf(manifest, { resume: false, cmd: "x" })).toThrow(refused("options_conflict"));
    expect(() => commandOf(manifest, { resume: true, cmd: "a\nb" })).toThrow(refused("command_invalid"));
    expect(() => commandOf(manifest, { resume: true, cmd: " " })).toThrow(refused("command_invalid"));
    expect(() => launchName(manifest, "../x")).toThrow(refused("name_invalid"));
    expect(launchName({ ...manifest, name: "Ärger & Söhne!" })).toBe("arger-sohne");
    expect(launchName({ ...manifest, name: "工程" })).toBe("workspace");
    const outcome = await repo.run("workspace", "launch", "--json", "--no-resume", "--cmd", "x");
    expect([outcome.code, JSON.parse(outcome.stdout).error.code]).toEqual([2, "options_conflict"]);
    await expect(stat(join(repo.home, ".warp"))).rejects.toThrow();
  });
});

test("promise 69: run again it is the same byte for byte, and follows components that were added, renamed or moved", async () => {
  const { file } = await launch();
  const before = await read(file);
  expect((await launch()).state).toBe("unchanged");
  expect((await read(file)).text).toBe(before.text);

  await repo.write("tools/cli/main.ts", "export {};\n");
  await repo.git("mv", "web/docs", "web/handbook");
  const { components: { docs } } = await manifest();
  await edit((text) => {
    const draft = JSON.parse(text);
    draft.components.docs = { ...docs, name: "Handbook", paths: ["web/handbook"], mirrors: [] };
    draft.components.cli = {
      name: "CLI",
      kind: "cli",
      build: 1,
      paths: ["tools/cli/**", "tools/cli/main.ts"],
    };
    return JSON.stringify(draft);
  });
  expect((await launch()).state).toBe("written");
  const places = (await read(file)).tabs.map(({ title, layout }) => [title, layout.cwd]);
  expect(places).toContainEqual(["Handbook", join(repo.root, "web/handbook")]);
  // a pattern and a file are the folder that holds them, once
  expect(places.filter(([title]) => title === "CLI")).toEqual([["CLI", join(repo.root, "tools/cli")]]);
  expect(places.map(([, folder]) => folder)).not.toContain(join(repo.root, "web/docs"));
});

test("a component in several folders has a tab in each, told apart; a path that is not there has none, and is named", async () => {
  await edit((text) => {
    const draft = JSON.parse(text);
    draft.components.docs.paths = ["web/docs", "manual", "web/gone"];
    return JSON.stringify(draft);
  });
  await repo.write("manual/index.md", "# Manual\n");
  const outcome = await repo.run("workspace", "launch", "--json");
  expect(outcome.stderr).toContain("warning: path_missing: docs has no tab for web/gone");
  const { tabs } = JSON.parse(outcome.stdout);
  const titles = tabs.filter((one: { component: string }) => one.component === "docs")
    .map(({ title }: { title: string }) => title);
  expect(titles).toEqual([expect.stringMatching(/ web\/docs$/), expect.stringMatching(/ manual$/)]);
});

test("a version.json that names no folder is refused, and nothing is written", async () => {
  await edit((text) => {
    const draft = JSON.parse(text);
    for (const [key, component] of Object.entries(draft.components)) {
      Object.assign(Object(component), { paths: [`gone/${key}`], mirrors: [] });
    }
    return JSON.stringify(draft);
  });
  const outcome = await repo.run("workspace", "launch", "--tool", "tmux", "--json");
  expect([outcome.code, JSON.parse(outcome.stdout).error?.code]).toEqual([2, "workspace_empty"]);
  expect(outcome.stderr).toContain("warning: path_missing");
  await expect(stat(join(repo.home, ".local/share/slipway"))).rejects.toThrow();
});

test("--dry-run prints the file and writes nothing; text and JSON say how to open it", async () => {
  const { text } = await launch("--dry-run");
  expect(warp.parse(parse(text)).windows[0].tabs.length).toBeGreaterThan(8);
  await expect(stat(join(repo.home, ".warp"))).rejects.toThrow();
  const outcome = await repo.run("workspace", "launch");
  expect(outcome.stdout).toMatch(/^written .*nine\.yaml: \d+ tabs, each runs claude --continue\n$/);
  expect(outcome.stderr).toContain("Launch Configuration");
});
