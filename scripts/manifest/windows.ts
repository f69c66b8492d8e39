/** Days as windows name them, in the order of ISO 8601. */
export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

type Weekday = typeof weekdays[number];

/** A time of day; 24:00 is the end of one. */
export const clockTime = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** Whether this machine's time zone data knows it. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** A window as version.json has it. */
interface TimeWindow {
  days: readonly Weekday[];
  from?: string;
  to?: string;
  tz: string;
}

/**
 * Whether a moment is within the window, by the clock that hangs on the wall in its time zone: an hour that is skipped in spring opens and
 * closes nothing, one that is repeated in autumn counts both times. A window whose `to` is not after its `from` ends on the next day.
 */
export function isWithin({ days, from = "00:00", to = "24:00", tz }: TimeWindow, at: Date): boolean {
  const { day, time } = wallClock(at, tz);
  const isDay = (each: Weekday) => days.includes(each);
  if (to > from) return isDay(day) && time >= from && time < to;
  const before = weekdays[(weekdays.indexOf(day) + 6) % 7] ?? day;
  return isDay(day) && time >= from || isDay(before) && time < to;
}

/** The day and the time `HH:MM` there. */
function wallClock(at: Date, timeZone: string): { day: Weekday; time: string } {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  const day = weekdays.find((each) => each === part("weekday").toLowerCase().slice(0, 3));
  return { day: day ?? "mon", time: `${part("hour")}:${part("minute")}` };
}
