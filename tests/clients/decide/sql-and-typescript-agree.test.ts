import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Client, decide } from "../../../clients/ts/src/decide.ts";
import { instant } from "../../../clients/ts/src/instant.ts";
import { useDatabases } from "../../support/database.ts";
import { again, seed } from "../seed.ts";
import { decideInSql } from "./in-sql.ts";
import { question, timeText } from "./random-questions.ts";

const withDatabase = useDatabases();

/** As `decide` is called from JavaScript, which has no types. */
const decideAnything: (feed: unknown, client: unknown) => unknown = (feed, client) =>
  Reflect.apply(decide, undefined, [feed, client]);

// seconds where nothing else runs
test(
  "on 2,000 questions of chance, sensible ones and garbage",
  { timeout: 240_000 },
  () =>
    withDatabase(async ({ connect }) => {
      const questions = fc.sample(question, { numRuns: 2_000, seed, unbiased: false });
      const answers = await decideInSql(connect(), questions);
      expect(answers).toHaveLength(questions.length);
      const apart = questions.flatMap(({ feed, client }, place) => {
        const inTypeScript = decideAnything(feed, client);
        return isDeepStrictEqual(answers[place], inTypeScript)
          ? []
          : [{ feed, client, inSql: answers[place], inTypeScript }];
      });
      expect(apart.slice(0, 3), again).toEqual([]);
      // otherwise they would agree about little
      expect([...new Set(answers.map(({ reason }) => reason))].sort(), again).toEqual([
        "below_min",
        "below_min_later",
        "below_min_no_way_out",
        "build_unknown",
        "client_invalid",
        "critical",
        "feed_expired",
        "feed_invalid",
        "feed_missing",
        "feed_old",
        "feed_other",
        "important",
        "newer_build",
        "no_newer_build",
        "nudged",
        "recommended_build",
        "skipped",
      ]);
    }),
);

test("on the instant of 10,000 texts that look like times", () =>
  withDatabase(async ({ connect }) => {
    const texts = fc.sample(timeText, { numRuns: 2_000, seed, unbiased: false });
    const rows = await connect()<{ instant: string | null }[]>`
      select ship_private.instant(value)::text as instant
      from jsonb_array_elements(${JSON.stringify(texts)}::text::jsonb) with ordinality as texts (value, place)
      order by place`;
    const inSql = rows.map(({ instant }) => instant === null ? NaN : Number(instant));
    expect(texts.map((text, place) => ({ text, instant: inSql[place] })), again)
      .toEqual(texts.map((text) => ({ text, instant: instant(text) })));
    expect(inSql.filter((ms) => isNaN(ms)).length).toBeGreaterThan(100);
  }));

test("on numbers in every way that JSON writes them", () =>
  withDatabase(async ({ connect }) => {
    const written = [
      "131",
      "131.0",
      "1.31e2",
      "13100e-2",
      "131.5",
      "-131",
      "-0",
      "0",
      "1e400",
      "1e2",
      "9007199254740991",
      "9007199254740992",
    ]
      .concat(["9007199254740993", "99999999999999999999", "0.1e1", '"131"', "[131]", "1E2"]);
    const texts = written.map((number) =>
      `{"schema":1,"component":"app","channel":"live","seq":12,"generated_at":"2026-11-20T11:59:00Z","valid_until":"2027-01-01T00:00:00Z",
      "offers":[{"build":${number},"version":"1","channel":"live","bps":10000.0,"salt":"s","available_at":"2026-11-01T00:00:00Z",
      "severity":"normal","requires_build":-0}],"marks":[]}`
    );
    const client = { component: "app", channel: "live", build: 99, now: "2026-11-20T12:00:00.000Z" };
    const rows = await connect()<{ written: string; reason: string }[]>`
      select written, ship.decide(feed::jsonb, ${JSON.stringify(client)}::text::jsonb) ->> 'reason' as reason
      from unnest(${written}::text[], ${texts}::text[]) with ordinality as feeds (written, feed, place)
      order by place`;
    const reasonOf = (text: string) => decideAnything(JSON.parse(text), client);
    expect([...rows]).toEqual(
      written.map((number, place) => ({
        written: number,
        reason: Reflect.get(Object(reasonOf(texts[place] ?? "")), "reason"),
      })),
    );
    expect(new Set(rows.map(({ reason }) => reason))).toEqual(
      new Set(["newer_build", "no_newer_build", "feed_invalid"]),
    );
  }));

// the type of what JavaScript may leave out
test("on clients that say little", () =>
  withDatabase(async ({ connect }) => {
    const { feed } = fc.sample(question, { numRuns: 1, seed: 1 })[0] ?? {};
    const clients: unknown[] = [null, 5, "client", [], {}, { now: "2026-11-20T12:00:00Z" }];
    const answers = await decideInSql(connect(), clients.map((client) => ({ feed, client })));
    expect(answers).toEqual(clients.map((client) => decideAnything(feed, client)));
    expect(answers.map(({ kind }) => kind)).toEqual(clients.map((): Client["component"] => "unknown"));
  }));
