import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { deploy, describeDeploy } from "../../../scripts/deploy/deploy.ts";
import { makeBed } from "./bed.ts";

const dump = 'env | grep ^SLIPWAY_ | sort > "$OUT"; pwd >> "$OUT"';
const dumped = async (root: string) => (await readFile(join(root, "out"), "utf8")).trim().split("\n");

describe("promise 59: a deploy is what version.json declares", () => {
  test("promise 59: npm runs the script in the component's package, and tells it what is deployed", async () => {
    const bed = await makeBed({
      deploy: { type: "npm", script: "deploy", target: "vps" },
      paths: ["web/**/*.css", "web/dashboard"],
      files: {
        "package.json": "{}",
        "web/dashboard/package.json": JSON.stringify({ scripts: { deploy: dump } }),
      },
    });
    bed.context.env.OUT = join(bed.root, "out");
    expect(describeDeploy(bed.context)).toEqual(["cd web/dashboard && npm run deploy"]);
    await deploy(bed.context);
    expect(await dumped(bed.root)).toEqual([
      "SLIPWAY_BUILD=7",
      "SLIPWAY_COMPONENT=dashboard",
      "SLIPWAY_ENVIRONMENT=production",
      "SLIPWAY_SHA=c0ffee",
      "SLIPWAY_TARGET=vps",
      "SLIPWAY_UNIT=dashboard",
      "SLIPWAY_VERSION=1.2.3",
      join(bed.root, "web/dashboard"),
    ]);
  });

  test("promise 59: a command runs at the root, and only the shell that it was written for reads it", async () => {
    const bed = await makeBed({ deploy: { type: "command", run: dump }, version: "1'; exit 3; '" });
    bed.context.env.OUT = join(bed.root, "out");
    expect(describeDeploy(bed.context)).toEqual([dump]);
    await deploy(bed.context);
    const lines = await dumped(bed.root);
    expect(lines).toContain("SLIPWAY_VERSION=1'; exit 3; '");
    expect(lines).toContain("SLIPWAY_TARGET=");
    expect(lines.at(-1)).toBe(bed.root);
  });

  test("a component without a deploy has nothing to run", async () => {
    const bed = await makeBed();
    expect(describeDeploy(bed.context)).toEqual([]);
    await deploy(bed.context);
    expect(bed.notes).toEqual([]);
  });

  test("no deploy command sees a credential of the database", async () => {
    const secrets = ["SLIPWAY_DB_URL", "SUPABASE_DB_URL", "SUPABASE_DB_PASSWORD", "PGPASSWORD"];
    const bed = await makeBed({
      deploy: { type: "command", run: 'env > "$OUT"' },
      env: Object.fromEntries(secrets.map((name) => [name, "correct-horse"])),
    });
    bed.context.env.OUT = join(bed.root, "out");
    bed.context.env.OTHER = "kept";
    await deploy(bed.context);
    const text = await readFile(join(bed.root, "out"), "utf8");
    expect(text).toContain("OTHER=kept\n");
    expect(text).not.toContain("correct-horse");
  });
});
