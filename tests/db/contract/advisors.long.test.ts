import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { run } from "../../../scripts/stack/postgres/os-account.ts";
import { supabaseCli } from "../../../scripts/supabase-cli.ts";
import { makeTempDir, removeDir } from "../../../scripts/runtime.ts";
import { startDatabases } from "../../support/database.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");

/**
 * Runs the real `supabase db advisors`; the exit code is 1 from level warn on. The exposed schemas are those of our
 * config.toml, whatever the database says.
 */
async function advise(url: string): Promise<{ code: number; said: string }> {
  const home = await makeTempDir("slipway-supabase-cli-");
  try {
    const { code, stdout, stderr } = await run(
      supabaseCli(),
      ["db", "advisors", `--remote=${url}`, "--type", "all", "--fail-on", "warn", "--workdir", root],
      {
        env: {
          SUPABASE_HOME: home,
          SUPABASE_TELEMETRY_DISABLED: "1",
          DO_NOT_TRACK: "1",
          SUPABASE_NO_UPDATE_NOTIFIER: "1",
          SUPABASE_NO_KEYRING: "1",
          PGSSLMODE: "disable",
        },
      },
    );
    return { code, said: [...stdout, ...stderr].join("\n") };
  } finally {
    await removeDir(home);
  }
}

test("supabase db advisors reports nothing at warn or above", async () => {
  const databases = await startDatabases();
  try {
    const { url, connect } = await databases.create();
    const sql = connect();
    // pgTAP and the helpers are the tests' own.
    await sql.unsafe("drop schema tap cascade");

    const clean = await advise(url);
    expect(clean.said).not.toMatch(/warn|error/i);
    expect(clean.code).toBe(0);

    await sql.unsafe(
      "create table ship.forgotten (id integer primary key); grant select on ship.forgotten to anon",
    ).simple();
    const dirty = await advise(url);
    expect(dirty.said).toContain("rls_disabled_in_public");
    expect(dirty.code).not.toBe(0);
  } finally {
    await databases.stop();
  }
});
