/** One line of the doctor. */
export interface Diagnosis {
  /** Stable, for machines. */
  name: string;
  /** `unknown`: it could not be asked; never taken for well. */
  state: "ok" | "fail" | "unknown";
  /** What is, in words. */
  message: string;
  /** What to type; for everything but `ok`. */
  fix?: string;
}

export function well(name: string, message: string): Diagnosis {
  return { name, state: "ok", message };
}

export function ill(name: string, message: string, fix: string): Diagnosis {
  return { name, state: "fail", message, fix };
}

export function unknown(name: string, message: string, fix: string): Diagnosis {
  return { name, state: "unknown", message, fix };
}
