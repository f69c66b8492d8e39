import type { Manifest } from "../manifest/schema.ts";

/** A job of a pull request's checks: it runs when files of one of these components changed. */
export interface CiJob {
  /** Also the output of the job that looks at what changed. */
  id: string;
  /** What people see. */
  name: string;
  components: readonly string[];
  /** The command, after `npx --no slipway`. */
  command: string;
  /** With a database of its own. */
  hasDatabase: boolean;
}

/**
 * Every job that a pull request may have to pass, in the order of version.json; none in a repository that declares neither `ci` nor several
 * environments, and has no Android app: one is compiled before anybody merges, with the wrapper that a fresh clone has.
 */
export function checksOf({ ship, components }: Pick<Manifest, "ship" | "components">): CiJob[] {
  const entries = Object.entries(components);
  const databases = entries.filter(([, { deploy }]) => deploy?.type === "supabase" && deploy.migrations)
    .map(([key]) => key);
  const ci = entries.flatMap(([key, component]): CiJob[] =>
    component.ci === undefined ? [] : [{
      ...{ id: `ci_${key.replaceAll("-", "_")}`, name: `CI of ${key}`, components: [key] },
      ...{ command: `gates ci --run ${key}`, hasDatabase: component.ci.database },
    }]
  );
  const apps = entries.filter(([, { kind }]) => kind === "android").map(([key]): CiJob => ({
    ...{ id: `android_${key.replaceAll("-", "_")}`, name: `Android preflight of ${key}`, components: [key] },
    ...{ command: `android preflight --component ${key}`, hasDatabase: false },
  }));
  const jobs = [...ci, ...apps];
  const isChecked = databases.length > 0 && (ci.length > 0 || ship.environments !== undefined);
  return isChecked
    ? [...jobs, {
      ...{ id: "db_check", name: "db-check", components: databases },
      ...{ command: "migration check", hasDatabase: true },
    }]
    : jobs;
}
