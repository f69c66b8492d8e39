import { Cron } from "croner";

/** A schedule that `cron.schedule` accepted. */
export interface Schedule {
  /** When the next run is due, in ms since 1970, for a run that started (or a job that was scheduled) at `from`. */
  next(from: number): number;
  /** `@reboot`: due whenever the scheduler starts, and only then. */
  isAtStart: boolean;
}

const never = () => Infinity;

/** Reads `'N seconds'` or five fields in GMT (`$` = the last day of the month). Raises for what cron would never run. */
export function readSchedule(text: string): Schedule {
  const seconds = /^\s*\+?(\d+)\s*seconds?\s*$/i.exec(text)?.[1];
  if (seconds !== undefined) {
    return { next: (from) => from + Number(seconds) * 1000, isAtStart: false };
  }
  const words = (text.trim().split("\n")[0] ?? "").split(/[ \t]+/);
  const [name = ""] = words;
  if (name === "@reboot" || name === "@restart") return { next: never, isAtStart: true };
  // What follows the fifth field is ignored.
  const fields = name.startsWith("@")
    ? [name === "@midnight" ? "@daily" : name]
    : words.slice(0, 5).map((field) => withoutBackward(field.replace("$", "L")));
  if (fields.includes("")) return { next: never, isAtStart: false };
  const cron = new Cron(fields.join(" "), { timezone: "UTC", paused: true });
  // A date that never comes, such as 30 February, is accepted and never due.
  return { next: (from) => cron.nextRun(new Date(from))?.getTime() ?? Infinity, isAtStart: false };
}

const names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const months = ["", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** A range that runs backwards holds nothing: fri-sun neither, since Sunday is 0. */
function withoutBackward(field: string): string {
  const number = (text: string) => {
    const word = text.toLowerCase();
    return Math.max(names.indexOf(word), months.indexOf(word), Number(word) || 0);
  };
  return field.split(",").filter((part) => {
    const [, from, to] = /^(\w+)-(\w+)/.exec(part) ?? [];
    return from === undefined || to === undefined || number(from) <= number(to);
  }).join(",");
}
