import { expect, test } from "vitest";
import { events, useShipyard } from "../../../support/shipyard.ts";
import { until } from "../../../support/until.ts";
import { announcements } from "./served.ts";

const yard = useShipyard();

test("promise 38: a chat that fails leaves the announcement open, and the next notify retries it", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  // a refusal that the outbox does not repeat by itself
  await yard().chatRules([{ error_code: 400, description: "Bad Request: chat not found" }]);
  await repo.run("bump", "dashboard");
  await repo.commit("by hand");
  const failed = await yard().run(repo, "notify", "--component", "dashboard", "--json");
  expect(failed.code, failed.stderr).toBe(0);
  expect(events(failed).at(-1)?.recorded).toMatchObject([{ troubles: [{ transport: "telegram" }] }]);
  expect(await yard().chat()).toEqual([]);

  await yard().chatRules([]);
  const retried = await yard().run(repo, "notify", "--json");
  expect(events(retried).at(-1)).toMatchObject({ recorded: [], retried: 1 });
  expect(await until("the chat has it", async () => (await yard().chat())[0])).toContain("131 → 132");
  expect((await yard().run(repo, "notify")).stdout).toBe("");
});

test("promises 39, 44: --force tells the app's present build again, with the notes as the body when there are some", async () => {
  const repo = await yard().open({ files: { "notes/next-ship.md": "" } });
  await yard().adopt(repo);
  const plain = await yard().run(repo, "notify", "--force", "--json");
  expect(plain.code, plain.stderr).toBe(0);
  expect(Object.keys(Object(events(plain).at(-1)?.forced))).toEqual(["ios"]);
  expect(await until("the table", async () => (await yard().chat())[0])).toContain("(114)");
  await repo.write("notes/next-ship.md", "The proxy moves tonight.\n");
  expect((await yard().run(repo, "notify", "--force")).code).toBe(0);
  const [first, second] = await announcements(yard());
  expect([first, second]).toMatchObject([{ is_forced: true, notes: null }, {
    is_forced: true,
    notes: "The proxy moves tonight.",
  }]);
  const body = await until("the notes", async () => (await yard().chat())[1]);
  expect(body).toContain("The proxy moves tonight.");
  expect(body).not.toContain("(114)");
  // the lock screen shows one banner: every push of a component has the same collapse-id
  const transports = await yard()
    .sql`select transport from ship.deliveries where seq = 2 or announcement_id in (select id from ship.announcements) and component_key = 'ios'`;
  expect(new Set(transports.map(({ transport }) => transport))).toContain("apns");
});
