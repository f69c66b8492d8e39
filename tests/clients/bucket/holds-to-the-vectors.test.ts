import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { bucket } from "../../../clients/ts/src/bucket.ts";
import { type Sql, useDatabases } from "../../support/database.ts";
import { repositoryRoot } from "../../support/repository.ts";
import { again, seed } from "../seed.ts";

const cases = z.array(z.object({
  name: z.string(),
  salt: z.string(),
  installation_id: z.string(),
  bucket: z.number(),
})).parse(JSON.parse(readFileSync(`${repositoryRoot}/clients/vectors/bucket.json`, "utf8")));

const withDatabase = useDatabases();

async function inSql(
  sql: Sql,
  pairs: readonly { salt: string; installation_id: string }[],
): Promise<number[]> {
  const rows = await sql<{ bucket: number }[]>`
    select ship_private.bucket(pair ->> 'salt', pair ->> 'installation_id') as bucket
    from jsonb_array_elements(${JSON.stringify(pairs)}::text::jsonb) with ordinality as pairs (pair, place)
    order by place`;
  return rows.map((row) => row.bucket);
}

test.for(cases)("in TypeScript: $name", ({ salt, installation_id, bucket: expected }) => {
  expect(bucket(salt, installation_id)).toBe(expected);
});

test("in SQL", () =>
  withDatabase(async ({ connect }) => {
    const answers = await inSql(connect(), cases);
    expect(answers.map((bucket, place) => ({ name: cases[place]?.name, bucket })))
      .toEqual(cases.map(({ name, bucket }) => ({ name, bucket })));
  }));

test("SQL and TypeScript agree on any text", () =>
  withDatabase(async ({ connect }) => {
    const text = fc.string({ unit: "grapheme", maxLength: 80 });
    const pairs = fc.sample(fc.record({ salt: text, installation_id: text }), { numRuns: 2000, seed });
    const expected = pairs.map((pair) => ({ ...pair, bucket: bucket(pair.salt, pair.installation_id) }));
    const answers = await inSql(connect(), pairs);
    expect(pairs.map((pair, place) => ({ ...pair, bucket: answers[place] })), again).toEqual(expected);
  }));

test("half of a surrogate pair, which a database cannot hold, counts as U+FFFD", () => {
  expect(bucket("s", "\ud83d")).toBe(bucket("s", "\ufffd"));
  expect(bucket("s", "a\udea2b")).toBe(bucket("s", "a\ufffdb"));
});

test("a share takes as many as it says, and a larger one never lets anybody out", () => {
  const salt = "3f0c1e0e-6a2b-4d5f-9a1b-0c0d0e0f1011";
  const buckets = Array.from({ length: 20_000 }, (_, place) => bucket(salt, `installation ${place}`));
  for (const bps of [100, 500, 2500, 5000, 9000]) {
    const share = buckets.filter((one) => one < bps).length / buckets.length;
    expect(Math.abs(share - bps / 10_000)).toBeLessThan(0.02);
  }
  expect(buckets.every((one) => one >= 0 && one < 10_000)).toBe(true);
});
