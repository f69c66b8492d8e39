import type { Candidate, LeftOut } from "./find/candidate.ts";

/** Two components can't own the same folder: the one that says more of it stays. */
export function oneEach(candidates: readonly Candidate[], ranked: readonly Candidate[]) {
  const worth = (candidate: Candidate) =>
    ranked.includes(candidate)
      ? 4
      : candidate.component.deploy !== undefined
      ? 3
      : /^(server|cli|desktop)$/.test(candidate.component.kind)
      ? 2
      : candidate.component.kind === "web"
      ? 1
      : 0;
  const kept = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const [path = "."] = candidate.component.paths;
    const other = kept.get(path);
    if (other === undefined || worth(candidate) > worth(other)) kept.set(path, candidate);
  }
  const stays = candidates.filter((candidate) => [...kept.values()].includes(candidate));
  const crowded = candidates.filter((candidate) => !stays.includes(candidate)).map(
    ({ component, evidence }): LeftOut => {
      const [path = "."] = component.paths;
      return { path, why: `${evidence}, but ${kept.get(path)?.key} owns the folder` };
    },
  );
  return { kept: stays, crowded };
}

/** One line for a folder, and none for one that a component owns anyway. */
export function onceEach(all: readonly LeftOut[], kept: readonly Candidate[]): LeftOut[] {
  const owned = new Set(kept.flatMap(({ component }) => component.paths));
  const byPath = new Map<string, LeftOut>();
  for (const one of all) {
    const isKnown = byPath.has(one.path) || one.candidate !== undefined && owned.has(one.path);
    if (!isKnown) byPath.set(one.path, one);
  }
  return [...byPath.values()].toSorted((a, b) => a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}

/** The only component of a workspace owns all of it, so that what it is built from is its own as well. */
export function widened(candidates: readonly Candidate[]): Candidate[] {
  return candidates.map((candidate) => {
    const { scope, component } = candidate;
    const isAlone = scope !== undefined &&
      candidates.every((other) =>
        other === candidate || other.scope !== scope && !other.component.paths.includes(scope)
      );
    return isAlone ? { ...candidate, component: { ...component, paths: [scope] } } : candidate;
  });
}

/** Labels are unique as well: one that is another's key or label gives way. */
export function labelled(candidates: readonly Candidate[]): Candidate[] {
  const taken = new Set(candidates.map(({ key }) => key));
  return candidates.map((candidate) => {
    const { label, ...component } = candidate.component;
    if (label === undefined) return candidate;
    if (taken.has(label)) return { ...candidate, component };
    taken.add(label);
    return candidate;
  });
}
