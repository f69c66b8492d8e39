const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** Source: crontab(5). A day of the week may be 7, which is Sunday as well. */
const fields: readonly { name: string; lowest: number; highest: number; names: readonly string[] }[] = [
  { name: "minute", lowest: 0, highest: 59, names: [] },
  { name: "hour", lowest: 0, highest: 23, names: [] },
  { name: "day of the month", lowest: 1, highest: 31, names: [] },
  { name: "month", lowest: 1, highest: 12, names: months },
  { name: "day of the week", lowest: 0, highest: 7, names: weekdays },
];
const daysOfMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Why a text is no line of cron; null when it is one. The same rule as ship_private.next_run, which computes what is due: names, ranges,
 * lists and steps, no seconds, no step of a single number, and a date that comes.
 */
export function whyNoCron(text: string): string | null {
  const parts = text.trim().split(/\s+/);
  if (parts.length === 6) {
    return `cron_invalid: ${text} has six fields: seconds are not meant. ${shape}`;
  }
  if (parts.length !== fields.length) return `cron_invalid: ${text} is no line of cron. ${shape}`;
  const values = fields.map((field, index) => valuesOf(parts[index] ?? "", field));
  const wrong = fields.filter((_, index) => values[index] === null);
  if (wrong.length > 0) {
    return `cron_invalid: ${wrong.map(({ name }) => name).join(", ")} of ${text} can't be read. ${shape}`;
  }
  const [, , days, inMonths] = values;
  const isByWeekday = !parts[2]?.startsWith("*") && !parts[4]?.startsWith("*");
  const comes = isByWeekday ||
    inMonths?.some((month) => days?.some((day) => day <= (daysOfMonths[month - 1] ?? 0)));
  return comes ? null : `cron_invalid: ${text} never comes: no such month has that day`;
}

const shape = "Five fields: minute, hour, day of the month, month, day of the week, as 30 3 * * 1-5";

function valuesOf(
  text: string,
  { lowest, highest, names }: { lowest: number; highest: number; names: readonly string[] },
): number[] | null {
  const found: number[] = [];
  const numberOf = (word: string) => {
    const index = names.indexOf(word);
    return index >= 0 ? index + lowest : /^\d+$/.test(word) ? Number(word) : NaN;
  };
  for (const item of text.toLowerCase().split(",")) {
    const [, star, first = "", last, every] =
      /^(?:(\*)|(\d{1,2}|[a-z]{3})(?:-(\d{1,2}|[a-z]{3}))?)(?:\/(\d{1,2}))?$/.exec(item) ?? [];
    const from = star ? lowest : numberOf(first);
    const to = star ? highest : last === undefined ? (every === undefined ? from : NaN) : numberOf(last);
    const step = Number(every ?? 1);
    if (!(from >= lowest && to >= from && to <= highest && step >= 1 && step <= highest)) return null;
    for (let value = from; value <= to; value += step) found.push(value);
  }
  return found;
}
