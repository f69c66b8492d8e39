import { expect, onTestFinished, test, vi } from "vitest";
import { serveHttp } from "../../../scripts/runtime.ts";
import { events, type Outcome } from "../../support/shipyard.ts";
import { made, openWith } from "./steps.ts";

vi.setConfig({ testTimeout: 240_000 });

const states = (outcome: Outcome) => {
  const [report] = events(outcome);
  return report?.steps;
};

test("promise 133: first user, project and key are made one after the other; a rerun does nothing, and one that was cut short goes on", async () => {
  const repo = await openWith([
    made("first-user"),
    made("project", { check: "test -e made/first-user && test -e made/project" }),
    made("key", {
      run: "touch made/tried && test -e made/allowed && touch made/key && echo key >> made/log",
    }),
    made("cron", { in: ["production"] }),
  ]);
  const dry = await repo.run("bootstrap", "--dry-run", "--json");
  expect(dry.code, dry.stderr).toBe(0);
  expect(states(dry)).toEqual(
    ["first-user", "project", "key", "cron"].map((name) => ({ name, state: "todo" })),
  );
  await expect(repo.read("made/log")).rejects.toThrow();

  const cut = await repo.run("bootstrap");
  expect([cut.code, cut.stderr.includes("bootstrap_failed")]).toEqual([1, true]);
  expect(await repo.read("made/log")).toBe("first-user\nproject\n");
  await repo.write("made/allowed", "");
  const second = await repo.run("bootstrap", "--json");
  expect(second.code, second.stderr).toBe(0);
  expect(states(second)).toEqual([
    { name: "first-user", state: "done" },
    { name: "project", state: "done" },
    { name: "key", state: "ran" },
    { name: "cron", state: "ran" },
  ]);
  const rerun = await repo.run("bootstrap");
  expect(rerun.code, rerun.stderr).toBe(0);
  expect(rerun.stderr).toContain("Nothing to do: all of production is started.");
  expect(await repo.read("made/log")).toBe("first-user\nproject\nkey\ncron\n");
  expect(states(await repo.run("bootstrap", "--env", "staging", "--json"))).toHaveLength(3);
});

test("promise 134: registration that is open warns as soon as there is a user, and not before; a step may close it", async () => {
  const app = { isClosed: false, users: 0 };
  const server = await serveHttp((request) => {
    const { pathname } = new URL(request.url);
    if (pathname === "/close") app.isClosed = true;
    return Promise.resolve(
      Response.json(pathname === "/settings" ? { disable_signup: app.isClosed } : { users: app.users }),
    );
  });
  onTestFinished(() => server.stop());
  const registration = {
    closed: { url: "{url}/settings", expect: [{ json: "/disable_signup", equals: true }] },
    first_user: { url: "{url}/users", expect: [{ json: "/users", at_least: 1 }] },
  };
  const repo = await openWith([{ name: "registration", registration }], server.url);
  const run = async () => {
    const outcome = await repo.run("bootstrap", "--json");
    expect(outcome.code, outcome.stderr).toBe(0);
    return [states(outcome), outcome.stderr.includes("registration_open")];
  };
  expect(await run()).toEqual([[{ name: "registration", state: "early" }], false]);
  app.users = 1;
  expect(await run()).toEqual([[{ name: "registration", state: "open" }], true]);
  app.isClosed = true;
  expect(await run()).toEqual([[{ name: "registration", state: "done" }], false]);

  app.isClosed = false;
  const closing = await openWith(
    [{ name: "registration", registration, run: `curl -fsS ${server.url}/close` }],
    server.url,
  );
  expect(states(await closing.run("bootstrap", "--json"))).toEqual([{ name: "registration", state: "ran" }]);
  expect(app.isClosed).toBe(true);
  await server.stop();
  const gone = await repo.run("bootstrap", "--json");
  expect([gone.code, gone.stderr.includes("registration_open")]).toEqual([0, false]);
  expect(gone.stderr).toContain("registration_unknown: nobody knows whether strangers can register");
  expect(states(gone)).toEqual([{ name: "registration", state: "unknown" }]);
});

test("promise 134: a user that can't be asked for, and an answer that is about something else, are not known", async () => {
  const app = { settings: 200, users: 200, body: '{"disable_signup":false,"count":0}' };
  const server = await serveHttp((request) => {
    const status = new URL(request.url).pathname === "/users" ? app.users : app.settings;
    return new Response(app.body, { status });
  });
  onTestFinished(() => server.stop());
  const registration = {
    closed: { url: "{url}/settings", expect: [{ json: "/disable_signup", equals: true }] },
    first_user: { url: "{url}/users", status: 200, expect: [{ json: "/count", at_least: 1 }] },
  };
  const repo = await openWith([{ name: "registration", registration }], server.url);
  const look = async () => states(await repo.run("bootstrap", "--json"));
  expect(await look()).toMatchObject([{ state: "early" }]);
  app.users = 404;
  expect(await look()).toMatchObject([{ state: "early" }]);
  app.users = 503;
  expect(await look()).toMatchObject([{ state: "unknown" }]);
  Object.assign(app, { settings: 401, users: 200 });
  expect(await look()).toMatchObject([{ state: "unknown" }]);
  Object.assign(app, { settings: 200, body: "<html>Welcome</html>" });
  expect(await look()).toMatchObject([{ state: "unknown" }]);

  const redirected = { ...registration, closed: { url: "{url}/register", location: "/login" } };
  const pages = await openWith([{ name: "registration", registration: redirected }], server.url);
  app.body = '{"count":1}';
  expect(states(await pages.run("bootstrap", "--json"))).toMatchObject([{ state: "open" }]);
});

test("promise 133: what closes registration after the first user names its variables before that user is made", async () => {
  const server = await serveHttp(() => Response.json({ closed: false, users: 0 }));
  onTestFinished(() => server.stop());
  const registration = {
    closed: { url: "{url}/", expect: [{ json: "/closed", equals: true }] },
    first_user: { url: "{url}/", expect: [{ json: "/users", at_least: 1 }] },
  };
  const closing = { name: "registration", registration, run: "true", env: ["CLOSING_KEY"] };
  const repo = await openWith([made("first-user"), closing], server.url);
  const refused = await repo.run("bootstrap");
  expect([refused.code, refused.stderr]).toEqual([
    4,
    expect.stringMatching(/bootstrap_incomplete\n.*not set: CLOSING_KEY \(registration\)/),
  ]);
  await expect(repo.read("made/log")).rejects.toThrow();
  // with nothing to do before it, it has nothing to close either
  const waiting = await openWith([closing], server.url);
  expect((await waiting.run("bootstrap")).code).toBe(0);
});
