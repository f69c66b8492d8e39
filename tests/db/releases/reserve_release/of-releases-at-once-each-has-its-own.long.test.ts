import { describe, expect, test } from "vitest";
import { type Sql, untilBlocked, useDatabases } from "../../../support/database.ts";

const withDatabase = useDatabases();
const twenty = Array.from({ length: 20 }, (_, index) => index + 1);

/** The stable code of what a promise was refused with; null when it was not. */
const codeOf = (promise: PromiseLike<unknown>): Promise<string | null> =>
  Promise.resolve(promise).then(() => null, (error: { message: string }) => error.message);

/** What a clone would take next, going by what it saw; then a ship of its own that reserves just that. */
async function cut(sql: Sql, builds: number[]): Promise<void> {
  for (;;) {
    const [seen] = await sql<{ next: number }[]>`
      select coalesce(max((release ->> 'build')::integer), 0) + 1 as next
      from jsonb_array_elements(ship.release_status('web') -> 'releases') as release`;
    const next = seen?.next ?? 1;
    const isAbandoned = next % 3 === 0;
    const code = await codeOf(sql.begin(async (sql) => {
      const [begun] = await sql<{ ship: string }[]>`select begin_release('web')::text as ship`;
      const ship = begun?.ship ?? "";
      await sql`select reserve(${ship}::text::jsonb, 'web', ${`1.0.0-alpha.${next}`}, ${next})`;
      if (!isAbandoned) await sql`select tag('web', ${`1.0.0-alpha.${next}`})`;
      await sql`select finish(${ship}::text::jsonb, ${isAbandoned ? "abandoned" : "done"}, 'for a test')`;
    }));
    if (code === null) return void builds.push(next);
    expect(["version_taken", "version_not_higher"]).toContain(code);
  }
}

describe("releases at once", () => {
  test(
    "twenty that go by what they saw: every version, tag and build once, and none is left out",
    () =>
      withDatabase(async ({ connect }) => {
        const builds: number[] = [];
        await Promise.all(twenty.map(() => cut(connect(), builds)));
        expect(builds.toSorted((a, b) => a - b)).toEqual(twenty);
        const [counts] = await connect()`
        select count(distinct version)::integer as versions, count(distinct tag)::integer as tags,
          count(distinct ship_id)::integer as ships, count(*)::integer as all
        from ship.releases`;
        expect(counts).toEqual({ versions: 20, tags: 20, ships: 20, all: 20 });
        expect(await connect()`select problem from ship.verify_audit()`).toEqual([]);
      }),
    60_000,
  );

  test(
    "twenty tracks that want one tag: one has it, all others hear whose it is",
    () =>
      withDatabase(async ({ connect }) => {
        await connect()`
        create table held as
        select 'track-' || n as track, begin_release('track-' || n) as ship from unnest(${twenty}::integer[]) as n`;
        const codes = await Promise.all(
          twenty.map((n) =>
            codeOf(
              connect()`select reserve(ship, track, '1.0.0', 1, 'v') from held where track = ${`track-${n}`}`,
            )
          ),
        );
        expect(codes.toSorted()).toEqual([null, ...twenty.slice(1).map(() => "tag_taken")]);
        expect(await connect()`select tag from ship.releases`).toEqual([{ tag: "v1.0.0" }]);
      }),
    60_000,
  );

  test(
    "twenty calls of one ship that ask for different versions: all have the same, which is new once",
    () =>
      withDatabase(async ({ connect }) => {
        const owner = connect();
        await owner`create table held as select begin_release('web') as ship`;
        const answers = await Promise.all(
          twenty.map((n) =>
            connect()`select reserve(ship, 'web', ${`1.0.0-alpha.${n}`}, ${n}) as it from held`
          ),
        );
        const releases = answers.map(([row]) => row?.it);
        expect(new Set(releases.map(({ version }) => version)).size).toBe(1);
        expect(releases.filter(({ is_new }) => is_new)).toHaveLength(1);
      }),
    60_000,
  );

  test("a tag that is found and a version that is reserved at once: the second waits, and is refused", () =>
    withDatabase(async ({ connect }) => {
      const [first, second, observer] = [connect(), connect(), connect()];
      await observer`create table held as select begin_release('web') as ship`;
      await first`begin`;
      await first`select tag('web', '1.0.0')`;
      const refused = codeOf(second`select reserve(ship, 'web', '1.0.0') from held`.execute());
      await untilBlocked(observer);
      await first`commit`;
      expect(await refused).toBe("version_taken");
      expect(await codeOf(second`select reserve(ship, 'web', '1.0.1') from held`)).toBe(null);
    }));

  test("a live version that is tagged meanwhile counts: what is below it is refused", () =>
    withDatabase(async ({ connect }) => {
      const [first, second, observer] = [connect(), connect(), connect()];
      await observer`create table held as select begin_release('web') as ship`;
      await first`begin`;
      await first`select tag('web', '2.0.0')`;
      const refused = codeOf(second`select reserve(ship, 'web', '1.9.0') from held`.execute());
      await untilBlocked(observer);
      await first`commit`;
      expect(await refused).toBe("version_not_higher");
    }));
});
