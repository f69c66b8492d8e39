/** A line of cron, where, and after which instant it is asked for. */
interface Run {
  cron: string;
  tz: string;
  after: string;
}

/** One generator for all runs of a test: the same each time. Source: Mulberry32, public domain. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const zones = [
  "UTC",
  "Europe/Oslo",
  "America/New_York",
  "America/St_Johns",
  "Asia/Kolkata",
  "Australia/Sydney",
  "Pacific/Chatham",
  "America/Sao_Paulo",
];
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** Lines of every form, over ten years; every fourth beside a change of the clocks. */
export function manyRuns(amount: number): Run[] {
  const random = randomNumbers(20261128);
  const number = (lowest: number, highest: number) => lowest + random(highest - lowest + 1);
  const item = (lowest: number, highest: number, names: string[] = []): string => {
    const from = number(lowest, highest);
    const to = number(from, highest);
    const step = number(1, Math.max(2, Math.floor(highest / 2)));
    switch (random(7)) {
      case 0:
        return "*";
      case 1:
        return `*/${step}`;
      case 2:
        return `${from}-${to}`;
      case 3:
        return `${from}-${to}/${step}`;
      case 4:
        return names[from - lowest] ?? String(from);
      default:
        return String(from);
    }
  };
  const field = (lowest: number, highest: number, names?: string[]) =>
    Array.from({ length: random(4) === 0 ? 2 : 1 }, () => item(lowest, highest, names)).join(",");
  // days that every month has, so that each line comes
  const line = () =>
    [field(0, 59), field(0, 23), field(1, 28), field(1, 12, months), field(0, 6, weekdays)].join(" ");
  const anywhere = (tz: string) => ({
    cron: line(),
    tz,
    after: new Date(Date.UTC(2026, random(120), number(1, 28), random(24), random(60), random(60)))
      .toISOString(),
  });
  const beside = (tz: string, change: number) => ({
    cron: [field(0, 59), field(0, 4), "*", "*", "*"].join(" "),
    tz,
    after: new Date(change + number(-180, 180) * minute).toISOString(),
  });
  return Array.from({ length: amount }, (_, index) => {
    const tz = zones[random(zones.length)] ?? "UTC";
    const changes = changesOf(tz);
    const change = changes[random(Math.max(1, changes.length))];
    return index % 4 > 0 || change === undefined ? anywhere(tz) : beside(tz, change);
  });
}

const minute = 60_000;
const known = new Map<string, number[]>();

/** When the clocks of a zone change, in two years, to a quarter of an hour. */
function changesOf(tz: string): number[] {
  const found = known.get(tz) ?? findChanges(tz);
  known.set(tz, found);
  return found;
}

function findChanges(tz: string): number[] {
  const day = 24 * 60 * minute;
  const days = Array.from({ length: 730 }, (_, index) => Date.UTC(2026, 0, 1) + index * day);
  return days.filter((at) => offsetOf(tz, at) !== offsetOf(tz, at + day)).map((at) => {
    let quarter = at;
    while (offsetOf(tz, quarter) === offsetOf(tz, at)) quarter += 15 * minute;
    return quarter;
  });
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** By how many milliseconds the clocks of a zone are ahead of UTC. */
export function offsetOf(tz: string, at: number): number {
  const format = formats.get(tz) ??
    new Intl.DateTimeFormat("en", { timeZone: tz, timeZoneName: "longOffset" });
  formats.set(tz, format);
  const name = format.formatToParts(at).find(({ type }) => type === "timeZoneName")?.value ?? "";
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(name) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * minute;
}
