import { lineAt } from "../mirrors/json-text.ts";

/** One place that gives a build setting its value. */
export interface Assignment {
  /** The setting's name, without its conditions. */
  name: string;
  /** As written: `CURRENT_PROJECT_VERSION[sdk=iphoneos*]`. */
  key: string;
  conditions: readonly { name: string; pattern: string }[];
  value: string;
  /** Where the value stands; of what Xcode knows by itself, nowhere. */
  place?: Place;
}

/** A place in a file. Lines are counted only where one is shown: a project has thousands of settings. */
interface Place {
  file: string;
  /** Index of its first character. */
  start: number;
  readonly line: number;
}

export function placeIn(file: string, text: string, start: number): Place {
  return {
    file,
    start,
    get line() {
      return lineAt(text, start);
    },
  };
}

/** Settings of one level, in the order of the file. `isPartial`: something that belongs to it could not be read. */
export interface Layer {
  assignments: readonly Assignment[];
  isPartial: boolean;
}

/** `NAME[sdk=…][arch=…]`, taken apart. */
export function toAssignment(key: string, value: string, place?: Place): Assignment {
  const [name = "", ...rest] = key.split("[");
  const conditions = rest.flatMap((part) => (part.split("]", 1)[0] ?? "").split(",")).map((part) => {
    const [name = "", pattern = "*"] = part.split("=");
    return { name: name.trim(), pattern: pattern.trim() };
  });
  return { name: name.trim(), key, conditions, value, place };
}
