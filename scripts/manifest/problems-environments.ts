import { z } from "zod";

const text = z.string().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
const texts = z.array(z.string()).catch([]);

/** What can be read from `ship.environments` when its shape may be wrong. */
export const looseEnvironments = z.record(
  z.string(),
  z.object({
    branch: text,
    project_ref: text,
    url: text,
    announces: flag,
    bump: flag,
    auto: text,
    components: texts.optional(),
    targets: z.record(z.string(), z.unknown()).catch({}),
    promote: z.object({ from: text, order: texts, needs: texts }).optional().catch(undefined),
    never_from: texts,
    windows: z.array(z.object({ components: texts.optional() }).catch({})).catch([]),
  }).catch({ targets: {}, never_from: [], windows: [] }),
).optional().catch(undefined);

export type EnvironmentFacts = NonNullable<z.infer<typeof looseEnvironments>>;

interface Facts {
  ship: {
    environments?: EnvironmentFacts;
    environment?: unknown;
    targets: Readonly<Record<string, unknown>>;
  };
  components: Readonly<Record<string, { deploy?: { type: string; migrations?: boolean } }>>;
}

interface Place {
  /** Below `/ship`. */
  path: PropertyKey[];
  what: string;
}

/** Everything between environments that is wrong: names that nobody declared, circles, two that announce. */
export function environmentProblems({ ship, components }: Facts): Place[] {
  const { environments } = ship;
  if (environments === undefined) return [];
  const entries = Object.entries(environments);
  const places: Place[] = [];
  const add = (path: PropertyKey[], what: string) =>
    void places.push({ path: ["environments", ...path], what });
  if (ship.environment !== undefined) {
    places.push({
      path: ["environment"],
      what: "is the short form of environments: only one of them can be there",
    });
  }
  const known = (key: string, ...path: PropertyKey[]) => {
    if (!Object.hasOwn(components, key)) add(path, `there is no component ${key}`);
  };
  const announcing = entries.filter(([, { announces }]) => announces);
  if (entries.length > 1 && announcing.length === 0) {
    add([], 'none announces: write "announces": true into the one that the world is told of');
  }
  for (const [name] of announcing.slice(1)) {
    add([name, "announces"], `${announcing[0]?.[0]} announces already, and only one environment can`);
  }
  for (const [name, entry] of entries) {
    const { branch, project_ref: ref, promote, never_from: never, auto, bump } = entry;
    entry.components?.forEach((key, index) => known(key, name, "components", index));
    entry.windows.forEach((window, at) =>
      window.components?.forEach((key, index) => known(key, name, "windows", at, "components", index))
    );
    for (const target of Object.keys(entry.targets)) {
      if (!Object.hasOwn(ship.targets, target)) add([name, "targets", target], "is none of /ship/targets");
    }
    const twin = entries.find(([other, { project_ref }]) =>
      other !== name && ref !== undefined && project_ref === ref
    );
    if (twin !== undefined && twin[0] < name) {
      add([name, "project_ref"], `is that of ${twin[0]}: what is deployed to one would be deployed to both`);
    }
    if (branch !== undefined && never.includes(branch)) {
      add([name, "never_from"], `${branch} is the branch that is deployed there`);
    }
    if (bump && auto === undefined) add([name, "bump"], 'needs "auto": "push"');
    if (bump && promote !== undefined) {
      add(
        [name, "bump"],
        `a commit on ${branch} of its own would end the fast-forwards from ${promote.from}`,
      );
    }
    if (promote === undefined) continue;
    if (promote.from === branch) add([name, "promote", "from"], "is its own branch");
    if (auto !== undefined) add([name, "auto"], "what is promoted there is deployed by the promotion");
    promote.order.forEach((step, index) => {
      const [key = "", phase] = step.split(":");
      const place = [name, "promote", "order", index];
      known(key, ...place);
      const deploy = components[key]?.deploy;
      if (phase !== undefined && !(deploy?.type === "supabase" && deploy.migrations !== false)) {
        add(place, `${key} applies no migrations, so it has no ${phase}`);
      }
      if (promote.order.indexOf(step) !== index) add(place, `${step} is already in the order`);
      if (Object.hasOwn(components, key) && entry.components?.includes(key) === false) {
        add(place, `${key} is not deployed to ${name}`);
      }
    });
    if (promote.needs.includes("staging-verified") && beforeOf(name, environments).length === 0) {
      add(
        [name, "promote", "needs"],
        `no environment deploys ${promote.from}, so nothing can be verified before`,
      );
    }
  }
  return [...places, ...circles(environments)];
}

function beforeOf(name: string, environments: EnvironmentFacts): string[] {
  const from = environments[name]?.promote?.from;
  return Object.entries(environments)
    .filter(([other, { branch }]) => other !== name && from !== undefined && branch === from)
    .map(([other]) => other);
}

/** Environments that are promoted into each other. */
function circles(environments: EnvironmentFacts): Place[] {
  const leadsTo = (name: string, goal: string, seen: ReadonlySet<string>): boolean =>
    beforeOf(name, environments).some((before) =>
      before === goal || !seen.has(before) && leadsTo(before, goal, new Set([...seen, before]))
    );
  return Object.keys(environments).filter((name) => leadsTo(name, name, new Set([name]))).map((name) => ({
    path: ["environments", name, "promote", "from"],
    what: `is a circle: what is promoted to ${name} comes from there in the end`,
  }));
}
