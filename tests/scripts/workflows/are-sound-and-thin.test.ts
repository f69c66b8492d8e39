import { describe, expect, test } from "vitest";
import { planWorkflows } from "../../../scripts/workflows/plan.ts";
import { memoryWorkspace } from "../../support/memory-tree.ts";
import { packageJson, trackManifest } from "../../support/track-manifests.ts";
import { problemsOf, readWorkflow } from "./sound.ts";

const next = { branch: "next", channel: "alpha" };
const build = `on:
  workflow_call:
    inputs: { version: { type: string, required: true }, channel: { type: string } }
jobs:
  build:
    runs-on: ubuntu-latest
    permissions: { contents: read, packages: write }
    steps: [{ run: make }]
`;

/** The generated workflows of these tracks, by name. */
async function generate(
  tracks: Parameters<typeof trackManifest>[0],
  { ship = {}, files = {} }: { ship?: Record<string, unknown>; files?: Record<string, string> } = {},
): Promise<Record<string, string>> {
  const packages = Object.keys(tracks).map((key) => [`apps/${key}/package.json`, packageJson("1.0.0")]);
  const { changes } = await planWorkflows(
    await memoryWorkspace({
      "version.json": trackManifest(tracks, ship),
      ...Object.fromEntries(packages),
      ...files,
    }),
  );
  return Object.fromEntries(
    changes.map(({ path, after }) => [path.replace(".github/workflows/", ""), after ?? ""]),
  );
}

const shop = () =>
  generate({ tray: { tag: "tray-v", auto: next }, platform: { tag: "v", auto: next } }, {
    ship: { release: { back_merge: { from: "main", to: "next" } } },
    files: { "package-lock.json": "{}", ".github/workflows/build-tray.yml": build },
  });

describe("generated workflows", () => {
  test("are sound: known words, pinned actions, least rights, no expression in a command", async () => {
    for (
      const files of [
        await shop(),
        await generate({ one: { tag: "" } }),
        await generate(
          Object.fromEntries(["a", "b", "c", "d"].map((key) => [key, { tag: `${key}@`, auto: next }])),
          { ship: { remote: "up.stream-2", prepare: "npm ci\nnpm run 'build: all' # really" } },
        ),
        await generate({ a: { tag: "a-v", auto: { branch: "it's/next[1]", channel: "beta" } } }),
      ]
    ) {
      for (const [name, text] of Object.entries(files)) expect([name, problemsOf(text)]).toEqual([name, []]);
    }
  });

  test("a build gets the secrets that it declares, and no other", async () => {
    const release = async (text: string) => {
      const files = await generate({ tray: { tag: "tray-v" } }, {
        files: { ".github/workflows/build-tray.yml": text },
      });
      const { build } = readWorkflow(files["slipway-release-tray.yml"] ?? "").jobs;
      return build !== undefined && "secrets" in build ? build.secrets : undefined;
    };
    expect(await release(build)).toBeUndefined();
    expect(await release(`${build}# \${{ secrets.GITHUB_TOKEN }}\n`)).toBeUndefined();
    expect(await release(build.replace("{ run: make }", '{ run: make, env: { KEY: "${{ secrets.KEY }}" } }')))
      .toBe("inherit");
    expect(
      await release(
        build.replace(
          "workflow_call:",
          "workflow_call:\n    secrets: { KEY: { required: true }, OTHER: {} }",
        ),
      ),
    ).toEqual({ KEY: "${{ secrets.KEY }}", OTHER: "${{ secrets.OTHER }}" });
  });

  test("promise 166: every command of theirs runs in a clone as well", async () => {
    const commands = Object.values(await shop()).flatMap((text) =>
      Object.values(readWorkflow(text).jobs).flatMap((job) =>
        "steps" in job ? job.steps.flatMap(({ run }) => run ?? []) : []
      )
    );
    const slipway = [...commands.join("\n").matchAll(/npx --no slipway ([a-z-]+(?: [a-z][a-z-]*)?)/g)].map((
      [, words],
    ) => words);
    expect([...new Set(slipway)].sort()).toEqual([
      "back-merge",
      "check",
      "release",
      "release check-tag",
      "release is-own-commit",
      "release publish",
      "sentry",
    ]);
    // what else they run prepares the clone
    expect(
      commands.filter((run) => !run.includes("npx --no slipway")).every((run) =>
        run === "npm ci" || run.includes("exit 1")
      ),
    )
      .toBe(true);
  });

  test("are the same bytes every time, and say who wrote them", async () => {
    const [one, other] = [await shop(), await shop()];
    expect(one).toEqual(other);
    for (const text of Object.values(one)) expect(text).toMatch(/^# Written by `slipway workflows`/);
  });

  test("a track's tags start its own workflow alone, malformed ones too", async () => {
    const files = await shop();
    expect(readWorkflow(files["slipway-release-tray.yml"] ?? "").on.push).toEqual({ tags: ["tray-v[0-9]*"] });
    expect(readWorkflow(files["slipway-release-platform.yml"] ?? "").on.push).toEqual({ tags: ["v[0-9]*"] });
  });

  test("a build is the team's own: it is called with what it takes, and gets the rights that it asks for", async () => {
    const { tray, platform } = Object.fromEntries(
      Object.entries(await shop()).map(([name, text]) => [
        name.replace(/^slipway-release-|\.yml$/g, ""),
        readWorkflow(text).jobs.build,
      ]),
    );
    expect(tray).toMatchObject({
      uses: "./.github/workflows/build-tray.yml",
      with: {
        channel: "${{ needs.tag.outputs.channel }}",
        version: "${{ needs.tag.outputs.version }}",
      },
      permissions: { contents: "read", packages: "write" },
    });
    expect(JSON.stringify(platform)).toContain("build-platform.yml");
    expect(JSON.stringify(platform)).toContain("exit 1");
  });

  test.each([
    ["no workflow_call", "on: push\njobs: { a: { steps: [] } }\n"],
    ["all rights", "on: { workflow_call: {} }\npermissions: write-all\njobs: { a: {} }\n"],
    [
      "an input that no tag says",
      "on: { workflow_call: { inputs: { colour: { required: true } } } }\njobs: { a: {} }\n",
    ],
    ["no YAML", "on: [\n"],
  ])("a build that can't be called is refused: %s", async (_, text) => {
    const files = { ".github/workflows/build-a.yml": text };
    await expect(generate({ a: { tag: "a-v" } }, { files })).rejects.toMatchObject({
      code: "workflow_unreadable",
      exitCode: 5,
    });
  });

  test("at GitLab there are none, and it says what to run instead", async () => {
    const host = { type: "gitlab", repo: "acme/shop" };
    await expect(generate({ a: { tag: "a-v" } }, { ship: { release: { host } } })).rejects.toMatchObject({
      code: "workflows_unsupported",
      exitCode: 5,
    });
  });

  test("an Enterprise Server is not given words that it may not know", async () => {
    const host = { type: "github", repo: "acme/shop", api: "https://code.example/api/v3" };
    const files = await generate({ a: { tag: "a-v", auto: next } }, { ship: { release: { host } } });
    for (const text of Object.values(files)) expect(text).not.toContain("concurrency");
  });
});
