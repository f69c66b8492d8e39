import postgres from "postgres";
import { demoManifest } from "../../scripts/demo/prepare.ts";
import { elapsed } from "../../scripts/runtime.ts";
import { pushMigrations } from "../../scripts/stack/postgres/push-migrations.ts";
import { startPostgres } from "../../scripts/stack/postgres/start-postgres.ts";
import { writeVault } from "../../scripts/stack/vault.ts";
import type { Bench, Measured } from "./bench.ts";
import { percentile, round } from "./percentile.ts";

export const trigger: Bench<"moves"> = {
  summary: "what Slipway adds to the update of a build",
  numbers: { moves: 200 },
  run: measure,
};

/**
 * What Slipway adds to `update ship.components set build = build + 1`, commit included. The peer is the same statement on a copy
 * of the table without triggers, alternating with it on the same connection. The hint is really queued; nothing answers it.
 */
async function measure({ moves }: { moves: number }): Promise<Measured> {
  const server = await startPostgres();
  const sql = postgres(server.ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await pushMigrations(server.ownerUrl);
    await writeVault(sql, "http://127.0.0.1:9", "sb_secret_bench");
    await sql`select ship.sync_manifest(${sql.json(JSON.parse(JSON.stringify(demoManifest)))})`;
    await sql`create table public.plain (like ship.components including all)`;
    await sql`insert into public.plain select * from ship.components`;

    const time = async (statement: string) => {
      const start = elapsed();
      await sql.unsafe(statement);
      return elapsed() - start;
    };
    const ours: number[] = [];
    const plain: number[] = [];
    for (let n = -20; n < moves; n++) {
      const with_ = await time("update ship.components set build = build + 1 where key = 'dashboard'");
      const without = await time("update public.plain set build = build + 1 where key = 'dashboard'");
      if (n < 0) continue;
      ours.push(with_);
      plain.push(without);
    }
    const [p50, plainP50] = [percentile(ours, 0.5), percentile(plain, 0.5)];
    const result = {
      added_p50_ms: round(p50 - plainP50),
      p50_ms: round(p50),
      p99_ms: round(percentile(ours, 0.99)),
      plain_p50_ms: round(plainP50),
      plain_p99_ms: round(percentile(plain, 0.99)),
      ratio: round(p50 / plainP50),
      moves,
    };
    return {
      result,
      lines: [
        `update of one build, ${moves} moves, commit included`,
        `  with Slipway    p50 ${result.p50_ms} ms   p99 ${result.p99_ms} ms`,
        `  without trigger p50 ${result.plain_p50_ms} ms   p99 ${result.plain_p99_ms} ms`,
        `  added           p50 ${result.added_p50_ms} ms`,
      ],
    };
  } finally {
    await sql.end({ timeout: 1 });
    await server.stop();
  }
}
