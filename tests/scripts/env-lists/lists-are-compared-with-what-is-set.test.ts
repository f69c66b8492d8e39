import { describe, expect, test } from "vitest";
import { checkEnv } from "../../../scripts/env-lists/check-env.ts";
import { makeBed, type Wishes } from "../deploy/bed.ts";

const secret = `s3cret-${"v".repeat(20)}`;
const file = { type: "file", path: "deploy/{environment}.env" };

/** What speaks against a deploy to production of a component with these lists, and this file. */
async function check(lists: object, text: string | undefined, wishes: Wishes = {}) {
  const bed = await makeBed({
    ...wishes,
    files: text === undefined ? {} : { "deploy/production.env": text },
    env_lists: { source: file, ...lists },
  });
  const { refusals, warnings } = await checkEnv(bed.context);
  return {
    refusals: refusals.map(({ code, message }) => `${code}: ${message}`),
    warnings: warnings.map(({ code, message }) => `${code}: ${message}`),
  };
}

const nothing = { refusals: [], warnings: [] };
const place = "of dashboard in production";

test("promise 129: a required variable that is missing or empty refuses, and all are named at once", async () => {
  const lists = { required: ["DATABASE_URL", "MAIL_KEY", "SEED"] };
  expect(await check(lists, `DATABASE_URL=postgres://db\nMAIL_KEY=\nexport SEED="a # b"\n`)).toEqual({
    refusals: [`env_missing: MAIL_KEY ${place} is empty`],
    warnings: [],
  });
  expect((await check(lists, "")).refusals).toEqual([
    `env_missing: DATABASE_URL ${place} is not set`,
    `env_missing: MAIL_KEY ${place} is not set`,
    `env_missing: SEED ${place} is not set`,
  ]);
});

test.each(["", " ", "\t", " \r"])(
  "a variable with nothing but blanks (%j) behind its equals sign is empty, exported or not, and takes nothing from the next line",
  async (blank) => {
    const lists = { required: ["MAIL_KEY", "SEED"], never: ["DEBUG", "TRACE"] };
    const text = `MAIL_KEY=${blank}\nDEBUG=1\nexport SEED=${blank}\nexport TRACE=${blank}\nNAME="a= \nb"\n`;
    expect((await check(lists, text)).refusals).toEqual([
      `env_missing: MAIL_KEY ${place} is empty`,
      `env_missing: SEED ${place} is empty`,
      `env_forbidden: DEBUG ${place} is set, and must not be`,
      `env_forbidden: TRACE ${place} is set, and must not be`,
    ]);
  },
);

test("promise 130: a recommended variable that is missing warns, and refuses nothing", async () => {
  expect(await check({ recommended: ["SENTRY_DSN", "LOG_LEVEL"] }, "LOG_LEVEL=info")).toEqual({
    refusals: [],
    warnings: [`env_recommended: SENTRY_DSN ${place} is not set`],
  });
});

test("promise 131: a variable that must not be there refuses, also an empty one, and only where it is forbidden", async () => {
  const lists = { never: [{ name: "DEBUG", in: ["production"] }, "SEED_DEMO"] };
  expect((await check(lists, "DEBUG=\nSEED_DEMO=1")).refusals).toEqual([
    `env_forbidden: DEBUG ${place} is set, and must not be`,
    `env_forbidden: SEED_DEMO ${place} is set, and must not be`,
  ]);
  const elsewhere = { never: [{ name: "DEBUG", in: ["staging"] }] };
  expect(await check(elsewhere, "DEBUG=1")).toEqual(nothing);
});

describe("promise 132: rules for values", () => {
  test.each<[object, string, string | null]>([
    [{ origin: true }, "https://app.example.test", null],
    [{ origin: true }, "https://app.example.test/", "an origin"],
    [{ origin: true }, "https://app.example.test/path", "an origin"],
    [{ origin: true }, "https://app.example.test:443", "an origin"],
    [{ origin: true }, "http://localhost:3000", null],
    [{ origin: true }, "app.example.test", "an origin"],
    [{ origin: true }, "https://user:pw@app.example.test", "an origin"],
    [{ url: true }, "postgres://user:pw@db.test/app", null],
    [{ url: true }, "db.test/app", "a whole address"],
    [{ equals: "production" }, "production", null],
    [{ equals: "production" }, "development", "production"],
    [{ one_of: ["info", "warn"] }, "warn", null],
    [{ one_of: ["info", "warn"] }, "debug", "one of info, warn"],
    [{ regex: "^\\d+$" }, "123", null],
    [{ regex: "^\\d+$" }, "12a", "like ^\\d+$"],
  ])("promise 132: %j of %j", async (rule, value, wanted) => {
    const { refusals, warnings } = await check({ rules: [{ name: "VALUE", ...rule }] }, `VALUE='${value}'`);
    expect(warnings).toEqual([]);
    if (wanted === null) return expect(refusals).toEqual([]);
    expect(refusals).toEqual([
      expect.stringMatching(/^env_value_wrong: VALUE of dashboard in production must be /),
    ]);
    expect(refusals[0]).toContain(`must be ${wanted}`);
    // what it is, is nobody's business
    expect(refusals[0]?.split("must be")[0]).not.toContain(value);
  });

  test("a rule for a variable that is not set says nothing, nor one for another environment", async () => {
    const rules = [{ name: "NODE_ENV", equals: "production" }, { name: "URL", url: true, in: ["staging"] }];
    expect(await check({ rules }, "URL=none")).toEqual(nothing);
  });

  test("a pattern that takes for ever with a value is given up", async () => {
    const rules = [{ name: "VALUE", regex: "^(a+)+$" }];
    const { refusals, warnings } = await check({ rules }, `VALUE=${"a".repeat(60)}b`);
    expect(refusals).toEqual([]);
    expect(warnings[0]).toMatch(/^env_unreadable: .*takes longer/);
  });
});

test("a source that can't be read refuses, and says what to do", async () => {
  expect((await check({ required: ["A"] }, undefined)).refusals).toEqual([
    "env_source_unreadable: the variables of dashboard in production can't be read: the source file is not there: deploy/production.env",
  ]);
});

test("no finding holds a value", async () => {
  const lists = {
    required: ["MISSING"],
    never: ["TOKEN"],
    rules: [{ name: "TOKEN", origin: true }, { name: "KEY", regex: "^x" }],
  };
  expect(JSON.stringify(await check(lists, `TOKEN=${secret}\nKEY=${secret}`))).not.toContain(secret);
});
