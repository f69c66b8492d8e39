import { expect, test } from "vitest";
import { updates } from "../../../functions/updates/index.ts";
import { Project, raised } from "../support/project.ts";
import { get } from "../support/requests.ts";
import { feed } from "../support/rows.ts";

function serving(seq = 12) {
  const project = new Project();
  const database = { seq };
  project.rpc.update_feed = ({ component, channel }) => feed({ seq: database.seq, component, channel });
  const handle = project.serve(updates);
  const ask = async (query = "", component = "ios") => {
    const response = await handle(get(`updates/${component}/live${query}`));
    return { cache: response.headers.get("cache-control"), seq: (await response.json()).seq };
  };
  return { project, database, ask, reads: () => project.called("update_feed").length };
}

const forADay = "public, max-age=86400, immutable";

test("a thousand clients that ask for a seq at once cost one read, and get what may be kept for a day", async () => {
  const { ask, reads } = serving();
  const answers = await Promise.all(Array.from({ length: 1_000 }, () => ask("?seq=12")));
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
    new Set([JSON.stringify({ cache: forADay, seq: 12 })]),
  );
  expect(reads()).toBe(1);
});

test("whoever asks later for that seq or an earlier one is answered from memory", async () => {
  const { project, ask, reads } = serving();
  await ask("?seq=12");
  await project.clock.advance(3_599_000);
  expect([await ask("?seq=12"), await ask("?seq=3"), await ask("?seq=0")]).toEqual(
    Array(3).fill({ cache: forADay, seq: 12 }),
  );
  expect(reads()).toBe(1);
});

test("an hour later it is read again, long before it is over", async () => {
  const { project, ask, reads } = serving();
  await ask("?seq=12");
  await project.clock.advance(3_600_000);
  await ask("?seq=12");
  expect(reads()).toBe(2);
});

test("a higher seq is read, and replaces what was remembered", async () => {
  const { database, ask, reads } = serving();
  await ask("?seq=12");
  database.seq = 13;
  expect([await ask("?seq=13"), await ask("?seq=12")]).toEqual(Array(2).fill({ cache: forADay, seq: 13 }));
  expect(reads()).toBe(2);
});

test("who asks ahead of time gets what there is, and nobody may keep it", async () => {
  const { database, ask } = serving();
  expect(await ask("?seq=13")).toEqual({ cache: "no-store", seq: 12 });
  database.seq = 13;
  expect(await ask("?seq=13")).toEqual({ cache: forADay, seq: 13 });
});

test("a read that began before what is asked for was there is followed by another one, shared by all who ask", async () => {
  const { project, database, ask, reads } = serving();
  const { promise, resolve } = Promise.withResolvers<void>();
  const answer = project.rpc.update_feed ?? (() => {});
  project.rpc.update_feed = async (args) => {
    const before = answer(args);
    await promise;
    return before;
  };
  const early = ask("?seq=12");
  while (reads() === 0) await new Promise((next) => setTimeout(next));
  database.seq = 13;
  const late = Promise.all([ask("?seq=13"), ask("?seq=13"), ask("?seq=13")]);
  resolve();
  expect(await early).toEqual({ cache: forADay, seq: 12 });
  expect(await late).toEqual(Array(3).fill({ cache: forADay, seq: 13 }));
  expect(reads()).toBe(2);
});

test("without a seq, memory answers for a second", async () => {
  const { project, database, ask, reads } = serving();
  await ask();
  database.seq = 13;
  await project.clock.advance(999);
  expect((await ask()).seq).toBe(12);
  await project.clock.advance(1);
  expect(await ask()).toEqual({ cache: "public, max-age=30", seq: 13 });
  expect(reads()).toBe(2);
});

test("a feed without a seq also answers those who then ask for its seq", async () => {
  const { ask, reads } = serving();
  await ask();
  await ask("?seq=12");
  expect(reads()).toBe(1);
});

test("components and channels do not share", async () => {
  const { ask, reads } = serving();
  await Promise.all([ask("?seq=12"), ask("?seq=12", "web")]);
  expect(reads()).toBe(2);
});

test("what is unknown is asked again, and remembered by nobody", async () => {
  const { project, ask, reads } = serving();
  const answer = project.rpc.update_feed ?? (() => {});
  project.rpc.update_feed = () => raised(404, "component_unknown");
  await ask();
  project.rpc.update_feed = answer;
  expect((await ask()).seq).toBe(12);
  expect(reads()).toBe(2);
});

test("a failed read fails those who share it, and the next one asks again", async () => {
  const { project, ask } = serving();
  const answer = project.rpc.update_feed ?? (() => {});
  project.rpc.update_feed = () => new Response("gone", { status: 500 });
  const failed = await Promise.all([ask("?seq=12"), ask("?seq=12")]);
  expect(failed).toEqual(Array(2).fill({ cache: "no-store", seq: undefined }));
  project.rpc.update_feed = answer;
  expect((await ask("?seq=12")).seq).toBe(12);
});

test("memory holds 64 feeds, the ones read last", async () => {
  const { ask, reads } = serving();
  for (let index = 0; index < 65; index++) await ask("?seq=12", `c${index}`);
  expect(reads()).toBe(65);
  await ask("?seq=12", "c1");
  expect(reads()).toBe(65);
  await ask("?seq=12", "c0");
  expect(reads()).toBe(66);
});
