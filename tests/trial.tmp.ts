import { startStack } from "/work/main/scripts/stack/stack.ts";
import { createMonorepo } from "/work/main/tests/support/monorepo.ts";
const stack = await startStack();
const repo = await createMonorepo({ edit: (d) => { d.ship.hooks = {before:{},after:{}}; for (const c of Object.values(d.components)) c.verify = []; } });
const env = { SLIPWAY_URL: stack.info.api_url, SLIPWAY_SECRET_KEY: stack.info.secret_key };
try {
  for (let i = 0; i < 8; i++) {
    await repo.write("web/dashboard/src/main.ts", `// ${i}\n`);
    const t = performance.now();
    const r = await repo.run("ship", "dashboard", "--no-deploy", "--json", { env });
    const wall = Math.round(performance.now() - t);
    const steps = r.stdout.trim().split("\n").map((l) => JSON.parse(l)).filter((e) => e.ms !== undefined).map((e) => `${e.step} ${e.ms}`).join(", ");
    console.log(r.code, wall, "ms", steps, Deno.loadavg()[0]);
  }
} finally { await repo.stop(); await stack.stop(); }
Deno.exit(0);
