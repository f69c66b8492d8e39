import { expect, test } from "vitest";
import { sleep } from "../../../scripts/runtime.ts";
import { codes, events, useShipyardOfItsOwn } from "../../support/shipyard.ts";
import { openKeyYard } from "../../support/key-yard.ts";

const yard = useShipyardOfItsOwn();

test(
  "promise 175, 176 and 177: eight steps in their order, both keys are accepted all along, and one that is in use is not removed",
  { timeout: 400_000 },
  async () => {
    const at = await openKeyYard(yard(), {
      app: {
        kind: "supabase-publishable",
        component: "docs",
        steps: { deploy: { run: "node -e \"fetch('{deploy}').then((r) => r.text()).then(console.log)\"" } },
      },
    });
    const clients = startClients(at.ask);
    clients.use(at.oldKey);

    const begun = await at.run("rotate", "app", "--json");
    expect(begun.code, begun.stderr).toBe(0);
    expect(events(begun)[0]).toMatchObject({ waiting: { waits: "update-client" } });
    const [, fresh] = at.api.apiKeys;
    expect(fresh?.name).toMatch(/^app_r\d+$/);
    const newKey = fresh?.value ?? "";
    expect(begun.stdout, "a publishable key is shown by its prefix").not.toContain(newKey);
    clients.use(newKey);

    expect(codes(await at.run("rotate", "app", "--json")), "two at once").toEqual(["rotation_open"]);
    expect(at.api.apiKeys).toHaveLength(2);

    const confirmed = await at.run("rotate", "app", "--confirm", "--json");
    expect(events(confirmed)[0], confirmed.stderr).toMatchObject({ waiting: { waits: "ship" } });
    const shipped = await at.repo.run("ship", "docs", "--yes", { env: at.env });
    expect(shipped.code, shipped.stderr).toBe(0);
    const after = await at.run("rotate", "app", "--resume", "--json");
    expect(events(after)[0], after.stderr).toMatchObject({
      waiting: { waits: "raise-minimum" },
      rotation: {
        steps: expect.arrayContaining([expect.objectContaining({ step: "ship", how: "observed" })]),
      },
    });

    const later = "2099-01-01T00:00:00+00:00";
    await yard().sql`
      select ship.set_update_policy('docs', min_build => 1, force_after => ${later}, reason => 'a test')`;
    const monitored = await at.run("rotate", "app", "--resume", "--yes", "--json");
    expect([monitored.code, ...codes(monitored)], "the old client is still there").toEqual([5, "key_in_use"]);
    const policy = await yard()
      .sql`select min_build, force_after from ship.update_policies where component_key = 'docs'`;
    expect(Number(policy[0]?.min_build)).toBe(await yard().deployed("docs"));
    expect(policy[0]?.force_after, "nobody is blocked earlier than was said").toEqual(new Date(later));

    clients.retire(at.oldKey);
    await at.age("26 hours");
    const silent = await at.run("rotate", "app", "--resume", "--json");
    expect(events(silent)[0], silent.stderr).toMatchObject({ waiting: { waits: "remove" } });

    // somebody comes back at the last moment
    await at.deploy();
    expect(await at.ask(at.oldKey)).toBe(200);
    await expect.poll(() => uses(at.oldKey), { timeout: 50_000 }).toBe(1);
    const early = await at.run("rotate", "app", "--resume", "--yes", "--json");
    expect([early.code, ...codes(early)]).toEqual([5, "key_in_use"]);
    expect(at.api.apiKeys).toHaveLength(2);

    await at.age("26 hours");
    const ended = await at.run("rotate", "app", "--resume", "--yes", "--json");
    expect(events(ended)[0], ended.stderr).toMatchObject({ waiting: null, rotation: { outcome: "done" } });
    expect(at.api.apiKeys.map(({ value }) => value)).toEqual([newKey]);
    expect(await clients.stop(), "nobody was refused").not.toContain(401);
    await at.deploy();
    expect(await at.ask(at.oldKey)).toBe(401);
    expect(await at.ask(newKey)).toBe(200);

    const log = await yard().sql`
      select detail ->> 'step' as step from ship.audit_log where action = 'key.step' order by seq`;
    expect(log.map(({ step }) => step)).toEqual([
      ...["generate", "add", "deploy", "update-client", "ship", "raise-minimum", "monitor", "remove"],
    ]);
    const list = await at.run("list");
    expect(list.stdout).toContain("app (supabase-publishable), rotated ");
    expect(list.stdout).toContain(newKey.slice(0, 21));
    const kept = JSON.stringify(await yard().sql`select * from ship.keys, ship.key_rotation_steps`);
    for (const key of [newKey, at.oldKey]) expect(kept, "never a key").not.toContain(key);
  },
);

async function uses(key: string): Promise<number> {
  const rows = await yard().sql`
    select from ship.key_usage where ${key}::text like prefix || '%' and hour > now() - interval '2 hours'`;
  return rows.length;
}

/** Apps that ask again and again with their keys; what they were answered, at the end. */
function startClients(ask: (key: string) => Promise<number>) {
  const keys = new Set<string>();
  const seen = new Set<number>();
  const stop = new AbortController();
  const loop = (async () => {
    while (!stop.signal.aborted) {
      for (const key of keys) seen.add(await ask(key));
      await sleep(100, stop.signal);
    }
  })();
  return {
    use: (key: string) => void keys.add(key),
    retire: (key: string) => void keys.delete(key),
    async stop() {
      stop.abort();
      await loop;
      return [...seen];
    },
  };
}
