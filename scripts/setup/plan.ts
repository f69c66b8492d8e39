/** What init would do to a repository. Nothing has been written yet. */
export interface Plan {
  writes: Write[];
  /** What is there already and differs from what init would write. */
  left: { path: string; why: string }[];
  /** What a person should look at or do. */
  remarks: string[];
}

export interface Write {
  /** Below the root. */
  path: string;
  text: string;
  /** `create`: there is no such file. `add`: the text so far stays, byte for byte. `replace`: a file of Slipway's that nobody edited. */
  how: "create" | "add" | "replace";
  /** For people. */
  what: string;
}

export function emptyPlan(): Plan {
  return { writes: [], left: [], remarks: [] };
}

export function joined(...plans: Plan[]): Plan {
  return {
    writes: plans.flatMap(({ writes }) => writes),
    left: plans.flatMap(({ left }) => left),
    remarks: plans.flatMap(({ remarks }) => remarks),
  };
}
