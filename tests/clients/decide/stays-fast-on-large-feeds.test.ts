import { expect, test } from "vitest";
import { decide } from "../../../clients/ts/src/decide.ts";
import {
  client,
  feed,
  type Fields,
  isAvailable,
  isInvalid,
  isUpToDate,
  offer,
  policy,
} from "../../../scripts/tasks/vectors/case.ts";
import { useDatabases } from "../../support/database.ts";
import { decideInSql } from "./in-sql.ts";

const withDatabase = useDatabases();

const many = <T>(count: number, one: (place: number) => T) =>
  Array.from({ length: count }, (_, place) => one(place));
const chain = many(500, (place) => offer(131 + place, { requires_build: 130 + place })).reverse();

const feeds: [string, Fields, unknown][] = [
  ["500 offers are a feed", { offers: many(500, (place) => offer(place + 1)) }, isAvailable(500)],
  ["501 offers are none", { offers: many(501, (place) => offer(place + 1)) }, isInvalid],
  ["500 offers on channels that are not known", {
    offers: many(500, () => offer(131, { channel: "canary" })),
  }, isUpToDate],
  [
    "10,000 marks are a feed",
    { marks: many(10_000, () => ({ build: 1, severity: "critical" })) },
    isAvailable(),
  ],
  ["10,001 marks are none", { marks: many(10_001, () => ({ build: 1, severity: "critical" })) }, isInvalid],
  [
    "a way out of 500 steps",
    { offers: chain, policy: policy({ min_build: 630 }) },
    expect.objectContaining({ reason: "below_min" }),
  ],
  [
    "a way out of 500 steps that is one too short",
    { offers: chain, policy: policy({ min_build: 631 }) },
    expect.objectContaining({ reason: "below_min_no_way_out" }),
  ],
];

test.for(feeds)("%s, in SQL and TypeScript", ([, fields, decision]) =>
  withDatabase(async ({ connect }) => {
    const question = { feed: feed(fields), client: client() };
    expect(decide(question.feed, question.client)).toEqual(decision);
    expect(await decideInSql(connect(), [question])).toEqual([decision]);
  }));
