import { chmod } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { startTestStore } from "../../../support/fastlane/store.ts";
import { jsonBlocks, readGuide } from "../../../support/guide.ts";
import { plainEnvironment, runProgram } from "../../../support/monorepo/run.ts";
import { xcodeFiles } from "../../../support/monorepo/xcode.ts";
import { openShape } from "../../../support/repositories/adopt.ts";
import type { Shape } from "../../../support/repositories/shape.ts";
import { slipwayCommand } from "../../../support/repository.ts";
import { useShipyard } from "../../../support/shipyard.ts";

const yard = useShipyard();
const log = 'echo "$(basename "$0") $* build=$SLIPWAY_BUILD" >> "$HOME/tools.log"\n';
const fastlane = dirname(fileURLToPath(new URL("../../../support/fastlane/fastlane", import.meta.url)));

/** A page, a repository of its kind, the component that it ships, and what its tools are told. */
const pages: { page: string; files: Shape["files"]; component: string; told?: string[] }[] = [
  {
    page: "npm-workspaces.md",
    files: {
      "package.json": { name: "shop", private: true, workspaces: ["apps/*"] },
      "apps/web/package.json": {
        name: "web",
        private: true,
        dependencies: { next: "1" },
        scripts: { start: "next start" },
      },
    },
    component: "web",
    told: [
      "npm run build --workspace web build=1",
      "rsync -a apps/web/dist/ deploy@shop.example.com:/srv/web/ build=1",
    ],
  },
  {
    page: "flutter.md",
    files: {
      "app/pubspec.yaml": "name: counter\nversion: 1.4.0+64\n",
      "app/android/app/build.gradle": 'plugins { id "com.android.application" }\n',
    },
    component: "counter",
    told: [
      "flutter build appbundle --build-number=65 build=65",
      "fastlane supply --aab build/app/outputs/bundle/release/app-release.aab build=65",
    ],
  },
  {
    page: "gradle.md",
    files: {
      "settings.gradle.kts": 'include(":app")\n',
      "app/build.gradle.kts":
        'plugins { id("com.android.application") }\nandroid { defaultConfig {\n  versionCode = 8\n} }\n',
      "gradlew": `#!/bin/sh\n${log}`,
    },
    component: "android",
    told: ["gradlew publishReleaseBundle build=9"],
  },
  {
    page: "tauri.md",
    files: {
      "package.json": { name: "tray", private: true, version: "1.8.5", scripts: { tauri: "tauri" } },
      "src-tauri/tauri.conf.json": { productName: "tray" },
      "scripts/upload.sh": `#!/bin/sh\n${log}`,
    },
    component: "tray",
    told: ["npm run tauri build build=1", "upload.sh  build=1"],
  },
  {
    page: "services.md",
    files: { "go.mod": "module example.test/acme/pod\n", "main.go": "package main\n" },
    component: "pod",
    told: [
      "docker build --build-arg BUILD=1 --tag registry.example.com/pod:1 . build=1",
      "docker push registry.example.com/pod:1 build=1",
    ],
  },
  { page: "xcode.md", files: Object.fromEntries(xcodeFiles("plain", 114, "Helper")), component: "ios" },
];

test.each(pages.map((one) => [one.page, one] as const))(
  "docs/adopt/%s leads from a repository of its kind to a shipped component",
  async (_, { page, files, component, told = [] }) => {
    const { at } = await openShape({
      kind: page,
      files: { "README.md": "# It\n", ...files },
      components: {},
    });
    onTestFinished(at.stop);
    // each repository has a project of its own
    await yard().sql`delete from ship.project`;
    for (const script of ["gradlew", "scripts/upload.sh"].filter((path) => files[path] !== undefined)) {
      await chmod(join(at.root, script), 0o755);
    }
    const env = await toolsFor(at, component);
    let isSet = false;
    for (const { commands, kind } of await readGuide(`adopt/${page}`)) {
      if (kind === "second-terminal") continue;
      if (commands.includes("slipway check")) await addBlocks(at, page, component).then(() => isSet = true);
      const { code, stdout, stderr } = await runProgram("sh", ["-e", "-c", commands], { cwd: at.root, env });
      expect(code, `${commands}${stdout}${stderr}`).toBe(0);
    }
    expect(isSet).toBe(true);
    expect(await yard().deployed(component)).toBe(
      component === "ios" ? 115 : Number(/build=(\d+)/.exec(told[0] ?? "")?.[1]),
    );
    const lines = (await at.read("../home/tools.log").catch(() => "")).split("\n").filter((line) =>
      line !== ""
    );
    expect(lines).toEqual(told);
    expect(await at.git("status", "--porcelain")).toBe("");
    expect(await at.git("rev-parse", "HEAD")).toBe(await at.git("rev-parse", "origin/main"));
  },
);

/** What the page says belongs into the component. */
async function addBlocks(
  at: { read(path: string): Promise<string>; write(path: string, text: string): Promise<void> },
  page: string,
  component: string,
) {
  const manifest = JSON.parse(await at.read("version.json"));
  Object.assign(manifest.components[component], ...await jsonBlocks(`adopt/${page}`));
  await at.write("version.json", `${JSON.stringify(manifest, null, 2)}\n`);
}

/** `npx --no slipway` without npx's search, and stand-ins for what needs an SDK, an account or a registry. */
async function toolsFor(
  at: { root: string; home: string; write(path: string, text: string, mode?: number): Promise<void> },
  component: string,
) {
  const bin = join(at.home, "bin");
  const tool = (name: string, text: string) => at.write(`../home/bin/${name}`, `#!/bin/sh\n${text}`, 0o755);
  await tool(
    "npx",
    `shift 2\ncase "$1 $2" in "link "*) exit 0 ;; "ios ship") set -- "$@" --interval 0.01 ;; esac\nexec '${slipwayCommand}' "$@"\n`,
  );
  // npm install makes a package.json where there is none.
  await tool(
    "npm",
    `[ "$1" = install ] || { ${log.trim()}; exit 0; }\n[ -f package.json ] || echo '{ "devDependencies": {} }' > package.json\n`,
  );
  const isApp = component === "ios";
  for (const name of ["flutter", "docker", "rsync", ...isApp ? [] : ["fastlane"]]) await tool(name, log);
  const plain = plainEnvironment(at.home);
  const path = [bin, ...isApp ? [fastlane] : [], plain.PATH].join(delimiter);
  if (!isApp) return { ...plain, ...yard().env, PATH: path };
  const on = await startTestStore();
  return { ...plain, ...yard().env, ...on.env, PATH: path, FASTLANE_STORE: on.store.controlUrl };
}
