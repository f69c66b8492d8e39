import { z } from "zod";
import { nameOf } from "./mirrors/mirror-name.ts";
import { toPointer } from "./mirrors/pointer.ts";
import { type Facts, looseFacts } from "./problems-facts.ts";
import { environmentProblems } from "./problems-environments.ts";
import { bootstrapProblems } from "./problems-bootstrap.ts";
import { environmentNames, probeProblems } from "./problems-probes.ts";
import { keyProblems } from "./problems-keys.ts";
import { releaseProblems } from "./problems-release.ts";
import { whyNoGroup, whyNoRegex } from "./regex-rule.ts";
import { type Manifest, manifestSchema } from "./schema.ts";

/** One thing that is wrong with version.json. */
export interface Problem {
  /** A JSON Pointer; empty for the whole document. */
  pointer: string;
  what: string;
  component?: string;
}

/** The manifest when its shape is right, and everything that is wrong: shape and rules between fields at once. */
export function problemsOf(
  value: unknown,
  more: Problem[] = [],
): { manifest: Manifest | undefined; problems: Problem[] } {
  const parsed = manifestSchema.safeParse(value);
  const shape = parsed.success ? [] : parsed.error.issues.flatMap(describeIssue);
  const facts = parsed.success ? parsed.data : looseFacts(value);
  const problems = [...more, ...shape, ...crossProblems(facts)].map((problem) => {
    const [, , component] = problem.pointer.startsWith("/components/") ? problem.pointer.split("/") : [];
    return component === undefined ? problem : { ...problem, component };
  });
  return { manifest: parsed.data, problems };
}

/** What a ship's commit message may name. */
const placeholders = ["component", "build", "version"];

/** The rules between fields. What is missing in a manifest with a wrong shape is no problem of theirs. */
function crossProblems({ order, ship, components }: Facts): Problem[] {
  const problems: Problem[] = [];
  const add = (path: PropertyKey[], what: string) => void problems.push({ pointer: toPointer(path), what });
  const isKnown = (key: string) => Object.hasOwn(components, key);
  const once = uniqueness(add);

  for (const [, name = ""] of (ship.message ?? "").matchAll(/\{([^{}]*)\}/g)) {
    if (!placeholders.includes(name)) {
      add(["ship", "message"], `{${name}} is none of {${placeholders.join("}, {")}}`);
    }
  }
  each(order, (key, index) => {
    if (!isKnown(key)) add(["order", index], `there is no component ${key}`);
    once("order", key, ["order", index], `${key} is already in the order`);
  });
  for (const { path, what } of releaseProblems(components)) add(["components", ...path], what);
  for (const { path, what } of environmentProblems({ ship, components })) add(["ship", ...path], what);
  for (const { path, what } of bootstrapProblems(ship.bootstrap, environmentNames(ship))) {
    add(["ship", ...path], what);
  }
  for (const { path, what } of keyProblems({ ship, components })) add(["ship", ...path], what);
  for (const { path, what } of probeProblems({ ship, components })) add(["components", ...path], what);
  for (const [key, component] of Object.entries(components)) {
    const at = (...path: PropertyKey[]) => ["components", key, ...path];
    // what belongs to every ship is called so
    if (key === "shared") add(at(), "a component can't be called shared");
    const label = component.label ?? key;
    once("label", label, at("label"), `another component is labelled ${label}`);
    each(component.paths, (path, index) => {
      once("path", path, at("paths", index), `another component owns ${path}`);
    });
    each(component.mirrors, (mirror, index) => {
      const place = `${nameOf(mirror)} of ${mirror.file}`;
      once("mirror", place, at("mirrors", index), `${place} already mirrors something`);
      const why = mirror.regex === undefined ? null : whyNoGroup(mirror.regex);
      if (why !== null) add(at("mirrors", index, "regex"), why);
    });
    each(component.ride_along, (rider, index) => {
      if (!isKnown(rider)) add(at("ride_along", index), `there is no component ${rider}`);
      else if (rider === key) add(at("ride_along", index), "a component can't ride along with itself");
      once(`rider of ${key}`, rider, at("ride_along", index), `${rider} already rides along`);
    });
    const { deploy } = component;
    if (deploy !== undefined && component.kind === "ios") {
      add(at("deploy"), "an iOS component ships through the store and has no deploy");
    }
    if (deploy?.target !== undefined) {
      const target = Object.hasOwn(ship.targets, deploy.target) ? ship.targets[deploy.target] : undefined;
      if (target === undefined) {
        add(at("deploy", "target"), `there is no target ${deploy.target} in /ship/targets`);
      } else if (deploy.type === "ssh" && target.ssh === undefined) {
        add(at("deploy", "target"), `target ${deploy.target} has no ssh address`);
      }
    }
    each(component.verify, (probe, index) => {
      const why = probe.regex === undefined ? null : whyNoRegex(probe.regex);
      if (why !== null) add(at("verify", index, "regex"), why);
    });
  }
  return problems;
}

function each<Item>(list: (Item | undefined)[], look: (item: Item, index: number) => void): void {
  list.forEach((item, index) => item === undefined || look(item, index));
}

/** Reports a value of a set that occurs a second time. */
function uniqueness(add: (path: PropertyKey[], what: string) => void) {
  const seen = new Set<string>();
  return (set: string, value: string, path: PropertyKey[], what: string) => {
    const entry = JSON.stringify([set, value]);
    if (seen.has(entry)) add(path, what);
    seen.add(entry);
  };
}

/** One sentence per unknown key; of a union what the nearest of its forms lacks. */
function describeIssue(issue: z.core.$ZodIssue): Problem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      pointer: toPointer([...issue.path, key]),
      what: "is not a known key",
    }));
  }
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const nearest = issue.errors.reduce((best, errors) => errors.length < best.length ? errors : best);
    return nearest.flatMap((inner) => describeIssue({ ...inner, path: [...issue.path, ...inner.path] }));
  }
  if (issue.code === "invalid_key") {
    return issue.issues.map(({ message }) => ({
      pointer: toPointer(issue.path),
      what: `a wrong name: ${message}`,
    }));
  }
  return [{ pointer: toPointer(issue.path), what: issue.message }];
}
