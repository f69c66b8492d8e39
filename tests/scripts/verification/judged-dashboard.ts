import { beforeEach, onTestFinished } from "vitest";
import type { Monorepo, Shipyard } from "../../support/shipyard.ts";
import { type FixtureApp, startFixtureApp } from "../../support/web/fixture-app.ts";

/** One for each test of a file. */
export function useFixtureApp(): () => FixtureApp {
  let app: FixtureApp;
  beforeEach(async () => {
    app = await startFixtureApp();
    onTestFinished(app.stop);
  });
  return () => app;
}

/** A monorepo whose dashboard is the app; a change of it waits to be shipped. */
export async function openJudged(yard: Shipyard, app: FixtureApp, more: object[] = []): Promise<Monorepo> {
  const repo = await yard.open({
    edit(draft) {
      const { dashboard } = draft.components;
      if (!dashboard) return;
      draft.ship.environments = { production: { branch: "main", url: app.url } };
      delete draft.ship.environment;
      dashboard.verify = [
        {
          url: "{url}/health",
          timeout_s: 1,
          expect: [
            { json: "/ok", equals: true },
            { json: "/database", equals: "ok" },
            { json: "/email", equals: "configured" },
          ],
        },
        {
          name: "ingest asks for a key",
          url: "{url}/ingest",
          method: "POST",
          body: { events: [] },
          status: 401,
          timeout_s: 1,
        },
        { url: "{url}/errors", status: 401, timeout_s: 1 },
        ...more,
      ];
    },
  });
  await yard.adopt(repo);
  await repo.write("web/dashboard/src/main.ts", "// mine\n");
  return repo;
}
