import fc from "fast-check";
import { id, now, offer, policy, salt } from "../../../scripts/tasks/vectors/case.ts";
import type { Question } from "./in-sql.ts";

const aroundNow = [0, 1, -1, 1000, 3_600_000, -3_600_000, 86_400_000, -86_400_000, 1e12, -1e12];

/** Whatever a field may hold that should not. */
const garbage = fc.oneof(
  fc.constantFrom(
    null,
    true,
    false,
    "",
    "131",
    0,
    -1,
    0.5,
    2 ** 53,
    2 ** 53 - 1,
    1e300,
    5e-324,
    1 / 3,
    [],
    {},
    [131],
    { build: 131 },
  ),
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ unit: "grapheme" }),
);

/** Times: valid ones near now in every form, and texts that look like times. */
export const timeText = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(...aroundNow).map((ms) => new Date(Date.parse(now) + ms).toISOString()),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...aroundNow), fc.integer({ min: -899, max: 899 })).map(withOffset),
  },
  { weight: 1, arbitrary: fc.constantFrom("2026-11-20T12:00:00.0009Z", "2026-11-20T12:00:00.999999999Z") },
  {
    weight: 1,
    arbitrary: fc.stringMatching(
      /^[0-2][0-9]{3}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\.[0-9]{1,10})?(Z|[+-][01][0-9]:[0-6][0-9])$/,
    ),
  },
);

/** The same instant, written with an offset of so many minutes. */
function withOffset([ms, minutes]: [number, number]): string {
  const local = new Date(Date.parse(now) + ms + minutes * 60_000).toISOString().slice(0, -1);
  const two = (number: number) => String(Math.floor(number)).padStart(2, "0");
  return `${local}${minutes < 0 ? "-" : "+"}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
}

const build = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 126, max: 134 }) },
  fc.constantFrom(1, 2 ** 53 - 1),
);
const severity = fc.constantFrom("normal", "normal", "normal", "normal", "important", "critical", "new");
const channel = fc.constantFrom("live", "live", "live", "alpha", "beta", "rc", "canary");
const os = fc.oneof(
  fc.constantFrom(
    "16",
    "16.0",
    "16.1",
    "15.9",
    "15",
    "18.10",
    "18.9",
    "18.1",
    "10.0.22631.4169",
    "1.2.3.4.5.6.7.8",
  ),
  fc.stringMatching(/^[0-9]{1,3}(\.[0-9]{1,2}){0,3}$/),
  fc.constantFrom("", "x", "18.", "18.1.2.3.4.5.6.7.8", "1000000000", "018"),
);
const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, arbitrary);
const often = <T>(arbitrary: fc.Arbitrary<T>) => fc.oneof(fc.constant(null), { weight: 2, arbitrary });

const anOffer = fc.record({
  build,
  version: fc.string(),
  channel,
  bps: fc.constantFrom(0, 1, 2842, 2843, 5000, 9999, 10_000, 10_000, 10_000),
  salt: fc.constantFrom(salt, "00000000-0000-4000-8000-000000000000"),
  available_at: fc.oneof(
    { weight: 3, arbitrary: fc.constant("2026-11-01T00:00:00Z") },
    timeText.filter(isPlain),
  ),
  severity,
  requires_build: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, build),
  min_os: seldom(os),
  max_os: seldom(os),
  url: fc.constantFrom(null, "https://example.com"),
}).map((fields) => offer(fields.build, fields));

/** Most feeds have only valid times; the others become invalid by `spoil`. */
function isPlain(text: string): boolean {
  return text.startsWith("202") && text.endsWith("Z") && text.length === 24;
}

const aPolicy = fc.record({
  min_build: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, build),
  force_after: often(timeText.filter(isPlain)),
  recommended_build: often(build),
  nudge_every_s: fc.constantFrom(0, 1, 3600, 86_400, 2 ** 53 - 1),
}).map((fields) => policy(fields));

const aFeed = fc.record({
  schema: fc.constant(1),
  component: fc.constant("app"),
  channel: fc.constant("live"),
  seq: fc.constantFrom(11, 12, 13),
  generated_at: fc.constant(now),
  valid_until: fc.oneof({ weight: 9, arbitrary: fc.constant("2027-01-01T00:00:00+01:00") }, timeText),
  offers: fc.array(anOffer, { maxLength: 6 }),
  marks: fc.array(fc.record({ build, severity }), { maxLength: 3 }),
  policy: often(aPolicy),
});

const aClient = fc.record({
  component: fc.constant("app"),
  channel: fc.constant("live"),
  build: fc.oneof({ weight: 9, arbitrary: fc.integer({ min: 127, max: 131 }) }, fc.constantFrom(null, 0, -1)),
  os: fc.oneof({ weight: 3, arbitrary: fc.constant("18.1") }, fc.option(os)),
  installation_id: fc.oneof(
    fc.constantFrom(id, id.toUpperCase(), null, "", "DEVICE-É"),
    fc.string({ unit: "grapheme", maxLength: 300 }),
  ),
  is_manual: fc.boolean(),
  now: fc.oneof({ weight: 9, arbitrary: fc.constant(now) }, timeText),
  remembered: fc.record({
    seq: fc.constantFrom(null, 10, 11, 12),
    skipped_build: often(build),
    nudged_at: often(timeText),
  }),
});

/** A place in a question, and what is put there: undefined takes the field away. */
const damage = fc.tuple(fc.nat(), fc.option(fc.oneof(garbage, timeText, os), { nil: undefined, freq: 9 }));

/** A feed and a client: sensible ones near the borders of the rule, one of four with one or two places spoiled. */
export const question: fc.Arbitrary<Question> = fc.tuple(
  fc.record({ feed: fc.oneof(fc.constant(null), { weight: 80, arbitrary: aFeed }), client: aClient }),
  fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(damage, { minLength: 1, maxLength: 2 })),
).map(([sound, damages]) => {
  // what goes over the wire: no undefined, no negative zero
  const parsed = JSON.parse(JSON.stringify(sound));
  for (const [place, value] of damages) spoil(parsed, place, value);
  return JSON.parse(JSON.stringify(parsed));
});

function spoil(root: unknown, place: number, value: unknown): void {
  const places: { holder: object; key: string }[] = [];
  const walk = (holder: unknown) => {
    if (typeof holder !== "object" || holder === null) return;
    for (const [key, inner] of Object.entries(holder)) {
      places.push({ holder, key });
      walk(inner);
    }
  };
  walk(root);
  const { holder, key } = places[place % places.length] ?? {};
  if (holder !== undefined && key !== undefined) Reflect.set(holder, key, value);
}
