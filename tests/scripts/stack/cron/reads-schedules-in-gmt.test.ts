import { expect, test } from "vitest";
import { readSchedule } from "../../../../scripts/stack/cron/schedule.ts";

test.each([
  ["10 seconds", "2026-02-10T12:00:00.500Z", "2026-02-10T12:00:10.500Z"],
  ["1 second", "2026-02-10T12:00:00.000Z", "2026-02-10T12:00:01.000Z"],
  ["5 4 * * *", "2026-02-10T12:00:00.000Z", "2026-02-11T04:05:00.000Z"],
  ["*/15 * * * *", "2026-02-10T12:01:00.000Z", "2026-02-10T12:15:00.000Z"],
  ["0 0 $ * *", "2026-02-10T12:00:00.000Z", "2026-02-28T00:00:00.000Z"],
  ["0 0 $ * *", "2028-02-10T12:00:00.000Z", "2028-02-29T00:00:00.000Z"],
  ["0 9 * * mon-fri", "2026-02-13T12:00:00.000Z", "2026-02-16T09:00:00.000Z"],
  // Both day fields restricted: either is enough.
  ["0 0 13 * 5", "2026-02-10T12:00:00.000Z", "2026-02-13T00:00:00.000Z"],
  ["0 0 20 * 5", "2026-02-10T12:00:00.000Z", "2026-02-13T00:00:00.000Z"],
  ["@midnight", "2026-02-10T12:00:00.000Z", "2026-02-11T00:00:00.000Z"],
])("%s after %s is %s", (schedule, from, next) => {
  expect(new Date(readSchedule(schedule).next(Date.parse(from))).toISOString()).toBe(next);
});

test("a date that never comes is never due", () => {
  expect(readSchedule("0 0 30 2 *").next(0)).toBe(Infinity);
});
