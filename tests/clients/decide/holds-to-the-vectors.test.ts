import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { type Client, decide } from "../../../clients/ts/src/decide.ts";
import { useDatabases } from "../../support/database.ts";
import { repositoryRoot } from "../../support/repository.ts";
import { decideInSql } from "./in-sql.ts";

const cases = z.array(z.object({
  name: z.string(),
  feed: z.unknown(),
  client: z.custom<Client>(),
  decision: z.record(z.string(), z.unknown()),
})).parse(JSON.parse(readFileSync(`${repositoryRoot}/clients/vectors/decide.json`, "utf8")));

const withDatabase = useDatabases();

describe("promise 53: one rule decides whether an app is outdated", () => {
  test.for(cases)("in TypeScript: $name", ({ feed, client, decision }) => {
    expect(decide(feed, client)).toEqual(decision);
  });

  test("in SQL, for anyone", () =>
    withDatabase(async ({ connect }) => {
      const sql = connect();
      await sql`set role anon`;
      const answers = await decideInSql(sql, cases);
      expect(answers.map((decision, place) => ({ name: cases[place]?.name, decision })))
        .toEqual(cases.map(({ name, decision }) => ({ name, decision })));
    }));
});

describe("the vectors", () => {
  test("are many, each with a name of its own", () => {
    expect(cases.length).toBeGreaterThan(250);
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  test("give every reason", () => {
    expect([...new Set(cases.map(({ decision }) => decision.reason))].sort()).toEqual([
      "below_min",
      "below_min_later",
      "below_min_no_way_out",
      "build_unknown",
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
  });
});
