import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startManagementApi } from "../../../support/management-api/management-api.ts";
import { supabaseCli } from "../../../../scripts/supabase-cli.ts";
import { importClosure } from "../../../e2e/deploy/import-closure.ts";
import { createForeign } from "../../../support/foreign.ts";
import { runProgram } from "../../../support/monorepo/run.ts";

test.each([
  ["", []],
  ["slipway-", ["--function-prefix", "slipway-"]],
])(
  "promise 59: the real CLI deploys what init wrote, each function with all that it imports: %j",
  async (prefix, options) => {
    const at = await createForeign();
    onTestFinished(at.stop);
    const api = await startManagementApi();
    onTestFinished(api.stop);
    expect((await at.run("init", "--yes", ...options)).code).toBe(0);

    await at.write(".git/profile.yaml", api.profile);
    const { code, stderr } = await runProgram(
      supabaseCli(),
      [
        "functions",
        "deploy",
        "--use-api",
        `--remote=${api.projectRef}`,
        "--profile",
        ".git/profile.yaml",
        "--yes",
      ],
      {
        cwd: at.root,
        env: {
          HOME: at.home,
          SUPABASE_HOME: at.home,
          SUPABASE_ACCESS_TOKEN: api.accessToken,
          SUPABASE_TELEMETRY_DISABLED: "1",
          DO_NOT_TRACK: "1",
          SUPABASE_NO_UPDATE_NOTIFIER: "1",
          SUPABASE_NO_KEYRING: "1",
        },
      },
    );
    expect({ code, stderr: code === 0 ? "" : stderr }).toEqual({ code: 0, stderr: "" });
    expect(api.refusals).toEqual([]);
    expect([...api.functions.keys()].sort()).toEqual([
      "announce",
      "asc-webhook",
      "check",
      "devices",
      "heartbeat",
      "ios",
      "manifest",
      "notify-ios-build",
      "push",
      "updates",
    ].map((name) => prefix + name));
    const map = "supabase/functions/_slipway/deno.json";
    for (const [name, { files, metadata }] of api.functions) {
      expect(metadata).toMatchObject({ verify_jwt: false, import_map_path: map });
      const needed = (await importClosure(at.root, `supabase/functions/${name}/index.ts`, map)).files;
      expect([...files.keys()].sort()).toEqual([map, ...needed].sort());
      for (const [path, text] of files) expect(text).toBe(await readFile(join(at.root, path), "utf8"));
    }
  },
);
