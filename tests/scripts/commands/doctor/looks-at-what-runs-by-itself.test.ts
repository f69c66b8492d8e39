import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { serveHttp } from "../../../../scripts/runtime.ts";
import { useShipyard } from "../../../support/shipyard.ts";

const yard = useShipyard();
const printed = z.object({
  diagnoses: z.array(z.object({ name: z.string(), state: z.string(), fix: z.string().optional() })),
});

test("promise 165: jobs that were missed, stores that say nothing, and registration that is open, each with its fix", async () => {
  let isOpen = true;
  const app = await serveHttp((request) =>
    Promise.resolve(
      Response.json(request.url.endsWith("/users") ? { users: 1 } : { disable_signup: !isOpen }),
    )
  );
  onTestFinished(app.stop);
  const repo = await yard().open({
    edit: ({ ship, components: { ios } }) => {
      ship.jobs = { retention: { cron: "0 3 * * *" } };
      const closed = { url: `${app.url}/settings`, expect: [{ json: "/disable_signup", equals: true }] };
      const firstUser = { url: `${app.url}/users`, expect: [{ json: "/users", at_least: 1 }] };
      ship.bootstrap = [{ name: "registration", registration: { closed, first_user: firstUser } }];
      Object.assign(Object(ios?.store), { auto: true });
    },
  });
  const lines = async () => {
    const { stdout } = await yard().run(repo, "doctor", "--json");
    const { diagnoses } = printed.parse(JSON.parse(stdout));
    for (const { state, fix } of diagnoses) expect(Boolean(fix)).toBe(state !== "ok");
    return Object.fromEntries(diagnoses.map(({ name, state }) => [name, state]));
  };
  expect(await lines()).toMatchObject({
    ...{ "jobs:declared": "fail", "store-events:ios": "fail", "registration:production": "fail" },
  });

  await yard().adopt(repo);
  expect((await yard().run(repo, "jobs", "declare")).code).toBe(0);
  isOpen = false;
  expect(await lines()).toMatchObject({
    ...{ jobs: "ok", "store-events:ios": "unknown", "registration:production": "ok" },
  });
  await yard()
    .sql`update ship.jobs set state = 'missed', missed_since = now() - interval '1 day', missed_count = 1`;
  expect(await lines()).toMatchObject({ jobs: "fail" });
});
