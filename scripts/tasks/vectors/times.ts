import { about, type Case, isAvailable, isInvalid, offer, says } from "./case.ts";

const isExpired = says("unknown", "feed_expired");

/** The same instant as `now`, and those beside it. */
const instants: [string, string, boolean][] = [
  ["a day later", "2026-11-21T12:00:00Z", true],
  ["one millisecond later", "2026-11-20T12:00:00.001Z", true],
  ["at once", "2026-11-20T12:00:00Z", false],
  ["one millisecond before", "2026-11-20T11:59:59.999Z", false],
  ["a year before", "2025-11-20T12:00:00Z", false],
  ["at once, with +00:00", "2026-11-20T12:00:00+00:00", false],
  ["at once, with -00:00", "2026-11-20T12:00:00-00:00", false],
  ["at once, in India", "2026-11-20T17:30:00+05:30", false],
  ["one millisecond later, in India", "2026-11-20T17:30:00.001+05:30", true],
  ["at once, in Newfoundland", "2026-11-20T08:30:00-03:30", false],
  ["one second later, in Newfoundland", "2026-11-20T08:30:01-03:30", true],
  ["later as a text, earlier as a time", "2026-11-21T01:00:00+14:00", false],
  ["earlier as a text, later as a time", "2026-11-20T00:00:00.000-12:01", true],
  ["with one digit of a second", "2026-11-20T12:00:00.1Z", true],
  ["with six digits", "2026-11-20T12:00:00.001000+00:00", true],
  ["finer digits are cut off: 0.9 ms is none", "2026-11-20T12:00:00.000999Z", false],
  ["finer digits are cut off, not rounded", "2026-11-20T12:00:00.000999999Z", false],
  ["finer digits are cut off: 1.9 ms is one", "2026-11-20T12:00:00.001999999Z", true],
  ["on a leap day", "2028-02-29T00:00:00Z", true],
  ["in the last second of a year", "2026-12-31T23:59:59Z", true],
  ["in the last year there is", "9999-12-31T23:59:59.999Z", true],
  ["in the first year there is", "1000-01-01T00:00:00Z", false],
];

/** What some parsers take and others do not. */
const noTimes: Record<string, string> = {
  "without an offset": "2026-11-21T12:00:00",
  "that is a date": "2026-11-21",
  "without seconds": "2026-11-21T12:00Z",
  "with a space": "2026-11-21 12:00:00Z",
  "with a small t": "2026-11-21t12:00:00Z",
  "with a small z": "2026-11-21T12:00:00z",
  "with an offset without a colon": "2026-11-21T12:00:00+0530",
  "with an offset of hours only": "2026-11-21T12:00:00+05",
  "with an offset of 15 hours": "2026-11-21T12:00:00+15:00",
  "with an offset of 60 minutes": "2026-11-21T12:00:00+05:60",
  "with a dot and no digit": "2026-11-21T12:00:00.Z",
  "with a comma": "2026-11-21T12:00:00,5Z",
  "with ten digits": "2026-11-21T12:00:00.0123456789Z",
  "in month 0": "2026-00-21T12:00:00Z",
  "in month 13": "2026-13-21T12:00:00Z",
  "on day 0": "2026-12-00T12:00:00Z",
  "on day 32": "2026-12-32T12:00:00Z",
  "on the 31st of a short month": "2026-11-31T12:00:00Z",
  "on the 30th of February": "2028-02-30T12:00:00Z",
  "on the 29th of February of a year without": "2027-02-29T12:00:00Z",
  "on the 29th of February 2100": "2100-02-29T12:00:00Z",
  "at 24 o'clock": "2026-11-21T24:00:00Z",
  "at minute 60": "2026-11-21T12:60:00Z",
  "in a leap second": "2026-12-31T23:59:60Z",
  "in the year 999": "0999-01-01T00:00:00Z",
  "in the year 10000": "10000-01-01T00:00:00Z",
  "with more digits of a year": "+002026-11-21T12:00:00Z",
  "with a space before": " 2026-11-21T12:00:00Z",
  "with a line break behind": "2026-11-21T12:00:00Z\n",
  "with digits of another script": "٢٠٢٦-11-21T12:00:00Z",
  "in words": "Sat, 21 Nov 2026 12:00:00 GMT",
  "that is empty": "",
};

/** Times are compared as instants, and only one form of them is one. */
export const times: Case[] = [
  ...instants.map(([name, valid_until, isValid]) =>
    about(`a feed that is valid until ${name}`, { valid_until }, isValid ? isAvailable() : isExpired)
  ),
  ...Object.entries(noTimes).map(([name, valid_until]) =>
    about(`no time: one ${name}`, { valid_until }, isInvalid)
  ),
  ...Object.entries({
    Z: "2026-11-20T12:00:00Z",
    "+05:30": "2026-11-20T17:30:00+05:30",
    digits: "2026-11-20T12:00:00.000999Z",
  })
    .map(([name, available_at]) =>
      about(`an offer is there from its own instant on, written with ${name}`, {
        offers: [offer(131, { available_at })],
      }, isAvailable())
    ),
  about(
    "the client's own time may have an offset as well",
    { valid_until: "2026-11-20T12:00:00Z" },
    isExpired,
    {
      now: "2026-11-20T13:00:00.000+01:00",
    },
  ),
  about("a client's clock in the past lets a feed be valid", {}, says("up-to-date", "no_newer_build"), {
    now: "2020-01-01T00:00:00.000Z",
  }),
  about("a client's clock in the far future lets a feed be over", {}, isExpired, {
    now: "2099-01-01T00:00:00.000Z",
  }),
];
