import { existsSync } from "node:fs";
import { chmod, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type ChildProcess,
  env as readEnv,
  killPid,
  makeTempDir,
  removeDir,
  spawn,
} from "../../../scripts/runtime.ts";
import { denoBinary } from "../../../scripts/tasks/step.ts";
import { type Block, readGuide } from "../../support/guide.ts";
import { runProgram } from "../../support/monorepo/run.ts";
import { npmEnvironment } from "../../support/npm-environment.ts";
import { type Packed, packSlipway, type Tarball } from "../../support/packed.ts";

let packed: Packed;
let home: string;
let shop: string;
let env: Record<string, string>;
let blocks: Block[];
let platform: ChildProcess | undefined;

beforeAll(async () => {
  home = await makeTempDir("slipway-guide-");
  // Root runs Postgres as another account; in a closed folder it would be cached elsewhere.
  await chmod(home, 0o755);
  shop = join(home, "shop");
  [packed, blocks] = await Promise.all([packSlipway(), readGuide("ship-a-web-component.md")]);
  env = {
    ...npmEnvironment(home),
    SLIPWAY_TARBALL: packed.slipway.path,
    SLIPWAY_PLATFORM_TARBALL: packed.platform.path,
  };
});
afterAll(async () => {
  // Ctrl-C at a terminal reaches the whole group; npx alone would leave behind what it started.
  if (platform) killPid(-platform.pid, "SIGINT");
  await platform?.exited;
  await Promise.all([packed?.remove(), removeDir(home)]);
});

/** Runs a block as one would, and stays where it went. */
async function type({ commands, kind }: Block): Promise<string> {
  const cwd = existsSync(shop) ? shop : home;
  if (commands.startsWith("npm install") && !readEnv("TEST_INSTALLS_WITH_NPM")) {
    return await unpack(commands.includes("PLATFORM") ? packed.platform : packed.slipway, cwd);
  }
  if (kind === "second-terminal") return await start(commands, cwd);
  const { code, stdout, stderr } = await runProgram("sh", ["-e", "-c", commands], { cwd, env });
  if ((code === 0) === (kind === "expect-failure")) {
    throw new Error(`${commands}ended with ${code}:\n${stdout}${stderr}`);
  }
  return stdout;
}

/**
 * The same files at the same places without npm's 25 s: what Slipway depends on is linked from this checkout. CI sets
 * TEST_INSTALLS_WITH_NPM and lets npm do it.
 */
async function unpack(tarball: Tarball, folder: string): Promise<string> {
  await tarball.install(folder);
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const name = tarball === packed.platform ? "slipway-platform" : "slipway";
  const devDependencies = { ...manifest.devDependencies, [name]: `file:${tarball.path}` };
  await writeFile(
    join(folder, "package.json"),
    `${JSON.stringify({ ...manifest, devDependencies }, null, 2)}\n`,
  );
  return "";
}

/** Resolves with the first page that it shows; what comes later is read and dropped. */
function start(commands: string, cwd: string): Promise<string> {
  const child = platform = spawn("sh", ["-c", `exec ${commands}`], {
    cwd,
    env,
    clearEnv: true,
    detached: true,
    stderr: "null",
  });
  return new Promise((resolve, reject) => {
    const read = async () => {
      const shown: string[] = [];
      for await (const line of child.stdout) {
        shown.push(line);
        if (line.includes("Ctrl-C")) resolve(shown.join("\n"));
      }
      reject(new Error(`${commands}ended with ${await child.exited}`));
    };
    read().catch(reject);
  });
}

test("the package holds what users need, and no TypeScript that Deno would have to run below node_modules", () => {
  const wanted = [
    ...[
      "bin/slipway",
      "dist/main.js",
      "dist/THIRD-PARTY-LICENSES.txt",
      "dist/client/index.js",
      "dist/client/slipway-client.js",
      "dist/client/README.md",
      "version.schema.json",
      "supabase/config.toml",
    ],
    ...[
      "functions/announce/index.ts",
      "functions/_shared/runtime.ts",
      "docs/deploy.md",
      "docs/commands/ship.md",
    ],
    ...["README.md", "LICENSE", "CHANGELOG.md", "package.json"],
    ...["clients/swift/Package.swift", "clients/swift/Sources/SlipwayUpdates/UpdateClient.swift"],
  ];
  expect(packed.slipway.files).toEqual(expect.arrayContaining(wanted));
  for (const { files } of [packed.slipway, packed.platform]) {
    expect(files.filter((file) => file.startsWith("migrations/")).length).toBeGreaterThan(0);
    expect(files.filter((file) => /^(scripts|tests|clients\/(ts|vectors|swift\/Tests)|\.)/.test(file)))
      .toEqual([]);
  }
});

test(
  "promises 1, 24 and 36: the page leads from a monorepo with two packages to a shipped, announced component",
  async () => {
    const shown = new Map<string, string>();
    for (const block of blocks) shown.set(block.commands.trim().split("\n").at(-1) ?? "", await type(block));
    expect([...shown.keys()]).toEqual(
      expect.arrayContaining(["npx --no slipway init --yes", "npx --no slipway ship web"]),
    );

    const web = JSON.parse(await readFile(join(shop, "served/package.json"), "utf8"));
    expect(web).toMatchObject({ name: "web", build: 1 });
    const git = (...args: string[]) =>
      runProgram("git", args, { cwd: shop, env }).then(({ stdout }) => stdout.trim());
    expect(await git("status", "--porcelain")).toBe("");
    expect(await git("rev-parse", "HEAD")).toBe(await git("rev-parse", "origin/main"));
    expect((await git("show", "--name-only", "--format=", "HEAD")).split("\n")).toContain(
      "packages/web/index.html",
    );

    // What everybody hears who asks, or listens, or reads the chat.
    const platformShown = shown.get("npx --no slipway stack up") ?? "";
    const address = (name: string) => new RegExp(`${name} +(http\\S+)`).exec(platformShown)?.[1] ?? "";
    const served = await (await fetch(`${address("API")}/version`)).json();
    expect(served.components.web).toMatchObject({ build: 1 });
    await expect.poll(async () => (await (await fetch(address("Telegram control"))).json()).messages.length, {
      timeout: 60_000,
    }).toBe(1);
    const { messages } = await (await fetch(address("Telegram control"))).json();
    expect(messages[0].text).toContain("The start page has a second line.");
  },
  480_000,
);

test("lazy parts stay lazy: what every start reads is small", async () => {
  const dist = join(shop, "node_modules/slipway/dist");
  expect((await stat(join(dist, "main.js"))).size).toBeLessThan(300_000);
  expect((await readdir(join(dist, "chunks"))).length).toBeGreaterThan(10);
});

test("an app imports the client from it, in Node and in Deno, with its types", async () => {
  const entries = ["live", "react", "react-native", "element", "watcher", "version"].map((name) =>
    `/${name}`
  );
  const script = [
    ...["", ...entries].map((name, place) => `import * as part${place} from "slipway/client${name}";`),
    "const { createUpdates } = part0;",
    `const updates = createUpdates({ url: "", publishableKey: "", component: "web", build: 1 });`,
    `console.log(updates.state.decision.reason, typeof part1.connectLive, typeof part5.watchVersion);`,
  ].join("\n");
  const said = "feed_missing function function\n";
  await writeFile(join(shop, "app.mjs"), script);
  expect(await runProgram("node", ["app.mjs"], { cwd: shop, env })).toMatchObject({ stdout: said });

  // A wrong type is found: the types are there.
  await writeFile(join(shop, "app.ts"), script);
  await writeFile(join(shop, "wrong.ts"), script.replace("build: 1", "build: true"));
  await writeFile(
    join(shop, "deno.json"),
    JSON.stringify({ nodeModulesDir: "manual", compilerOptions: { lib: ["esnext", "dom", "deno.ns"] } }),
  );
  const deno = (...args: string[]) => runProgram(denoBinary, args, { cwd: shop, env });
  expect(await deno("run", "--check", "app.ts")).toMatchObject({ stdout: said });
  expect((await deno("check", "wrong.ts")).stderr).toContain("TS2322");
  for (const file of ["app.mjs", "app.ts", "wrong.ts", "deno.json"]) await removeDir(join(shop, file));

  const page = await import(join(shop, "node_modules/slipway/dist/client/slipway-client.js"));
  expect(Object.keys(page).toSorted()).toEqual([
    "connectLive",
    "createUpdates",
    "versionLabel",
    "watchVersion",
  ]);
});

test("npx slipway says its version, from the root and from a package", async () => {
  const { version } = JSON.parse(await readFile(join(shop, "node_modules/slipway/package.json"), "utf8"));
  for (const cwd of [shop, join(shop, "packages/web")]) {
    expect((await runProgram("npx", ["slipway", "--version"], { cwd, env })).stdout.trim()).toBe(version);
  }
});

test("it starts without reading the monorepo's other packages, however many or broken", async () => {
  await mkdir(join(shop, "packages/broken"));
  await writeFile(join(shop, "packages/broken/package.json"), "{ not json");
  const { code, stderr } = await runProgram(join(shop, "node_modules/.bin/slipway"), ["--version"], {
    cwd: shop,
    env,
  });
  await removeDir(join(shop, "packages/broken"));
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
});

test("init adds what it was installed from to a package.json that does not name it", async () => {
  const other = join(home, "other");
  await mkdir(other);
  const text = '{\n\t"name": "other",\n\t"private": true\n}';
  await writeFile(join(other, "package.json"), text);
  await packed.slipway.install(other);
  const resolved = `file:${packed.slipway.path}`;
  await writeFile(
    join(other, "node_modules/.package-lock.json"),
    JSON.stringify({ packages: { "node_modules/slipway": { resolved } } }),
  );
  await writeFile(join(other, ".gitignore"), "node_modules/\n");
  await runProgram("sh", ["-e", "-c", "git init -q && git add -A && git commit -q -m other"], {
    cwd: other,
    env,
  });
  const init = (option: string) =>
    runProgram(join(other, "node_modules/.bin/slipway"), ["init", option], { cwd: other, env });

  const dry = await init("--dry-run");
  expect(dry.stdout, dry.stderr).toMatch(/add to package\.json +\(devDependencies: slipway file:/);
  expect(await readFile(join(other, "package.json"), "utf8")).toBe(text);

  expect((await init("--yes")).code).toBe(0);
  const specifier = `file:${relative(other, packed.slipway.path)}`;
  expect(await readFile(join(other, "package.json"), "utf8")).toBe(
    `{\n\t"name": "other",\n\t"private": true,\n\t"devDependencies": {\n\t\t"slipway": ${
      JSON.stringify(specifier)
    }\n\t}\n}`,
  );
});

test("promise 20: a push of a commit that disagrees is refused by the installed hook", async () => {
  await mkdir(join(shop, "packages/web"), { recursive: true });
  await writeFile(join(shop, "packages/web/package.json"), '{ "name": "web", "build": 7 }\n');
  const { code } = await runProgram("sh", ["-c", "git commit -q -a -m drift && git push"], {
    cwd: shop,
    env,
  });
  expect(code).not.toBe(0);
});
