import { expect, test } from "vitest";
import { problemsOf } from "../../../scripts/manifest/problems.ts";

const problems = (ship: Record<string, unknown>) =>
  problemsOf({ name: "Acme", build: 0, ship, components: {} }).problems
    .map(({ pointer, what }) => `${pointer} ${what}`);

test("steps of a first start, all at once", () => {
  const http = { url: "https://app.test/x", expect: [{ json: "/a", equals: 1 }] };
  expect(problems({
    bootstrap: [
      { name: "a", check: "true" },
      { name: "b", run: "true" },
      { name: "c", check: "true", run: "true", in: ["moon"] },
      { name: "c", check: "true", run: "true", registration: { closed: http, first_user: http } },
      {
        name: "d",
        registration: { closed: { url: "https://app.test/x", json: "/build" }, first_user: http },
      },
    ],
  })).toEqual([
    "/ship/bootstrap/0/run is missing: what does the step do?",
    "/ship/bootstrap/1/check needs exactly one of check and registration",
    "/ship/bootstrap/3/check needs exactly one of check and registration",
    "/ship/bootstrap/4/registration/closed has no build to read: write what is expected as expect",
    "/ship/bootstrap two steps have the same name",
    "/ship/bootstrap/2/in/0 there is no environment moon",
  ]);
});

test("jobs, all at once", () => {
  expect(
    problems({
      jobs: {
        seconds: { cron: "0 0 3 * * *" },
        never: { cron: "0 3 31 2,4 *" },
        words: { cron: "0 3 * foo mon" },
        grace: { cron: "0 3 * * *", grace: "8d" },
        zone: { cron: "0 3 * * *", tz: "Mars/Olympus" },
        offset: { cron: "0 3 * * *", tz: "+02:00" },
        fine: { cron: "*/5 8-18/2 1,15 jan-MAR sun", grace: "1h", tz: "Europe/Oslo" },
      },
    }).map((line) => line.replace(/\. Five fields.*/, "")),
  ).toEqual([
    "/ship/jobs/seconds/cron cron_invalid: 0 0 3 * * * has six fields: seconds are not meant",
    "/ship/jobs/never/cron cron_invalid: 0 3 31 2,4 * never comes: no such month has that day",
    "/ship/jobs/words/cron cron_invalid: month of 0 3 * foo mon can't be read",
    "/ship/jobs/grace/grace seven days at most",
    "/ship/jobs/zone/tz a time zone of the IANA database, as Europe/Oslo",
    "/ship/jobs/offset/tz a time zone of the IANA database, as Europe/Oslo",
  ]);
});
