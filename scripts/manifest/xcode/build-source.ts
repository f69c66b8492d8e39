import type { Finding } from "../../cli/command-error.ts";
import type { Draft } from "../draft.ts";
import { finding } from "../findings.ts";
import { findSpans, mirrorTypes } from "../mirrors/mirror-types.ts";
import { noneIfUnreadable } from "../mirrors/text-error.ts";
import type { Component } from "../schema.ts";
import { shownLink, shownValue } from "../shown-value.ts";
import type { Tree } from "../tree.ts";
import { archived, readApps } from "./apps.ts";
import { shown, sourceOf } from "./info-plist.ts";
import type { Configuration, Target } from "./project.ts";
import { isLinked, type Source } from "./resolve.ts";

/** Where the build of a component's app really comes from. */
interface BuildSource {
  /** The app is built with another number than the one that its mirrors hold. */
  findings: Finding[];
  /** The app is right, and something inside of it has a number of its own. */
  notices: string[];
}

/**
 * Asks as Xcode does whether the number in the component's mirrors is the one that its app carries: a literal in Info.plist, a setting
 * with a condition, one of a higher level or of an included file would win over it. What can't be read here is taken for right.
 */
export async function checkBuildSource(
  { draft, tree }: { draft: Draft; tree: Tree },
  key: string,
  component: Component,
): Promise<BuildSource> {
  const mirrors = component.mirrors.filter(({ type, value }) =>
    value === "build" && mirrorTypes[type].isBuildSetting
  );
  if (mirrors.length === 0) return { findings: [], notices: [] };
  const read = async (path: string) => {
    const file = await draft.read(path);
    return "text" in file ? file.text : null;
  };
  const mirrored = new Set<string>();
  for (const mirror of mirrors) {
    const text = await read(mirror.file);
    for (const { start } of text === null ? [] : await findSpans(text, mirror).catch(noneIfUnreadable)) {
      mirrored.add(`${mirror.file}:${start}`);
    }
  }
  const isMirrored = ({ place, value }: { place?: { file: string; start: number }; value: string }) =>
    place !== undefined && mirrored.has(`${place.file}:${place.start}`) && !isLinked(value);
  const strays = async (target: Target) => {
    const found: { configuration: Configuration; source: Source }[] = [];
    for (const configuration of archived(target)) {
      const source = await sourceOf(read, configuration, shown.build);
      const isFine = source.kind === "unknown" || source.kind === "place" && isMirrored(source.from) ||
        // Xcode's own settings, set by no file that is read here
        source.kind === "outside" && Object.values(shown).some(({ setting }) => setting === source.name);
      if (!isFine) found.push({ configuration, source });
    }
    return found;
  };

  const { apps, isCertain, extensions } = await readApps(read, tree, component);
  const astray = await Promise.all(apps.map(async (target) => ({ target, found: await strays(target) })));
  // an example or a second app beside the one that the mirrors are for
  const isOther = !isCertain && astray.some(({ found }) => found.length === 0);
  const findings = isOther
    ? []
    : astray.flatMap(({ target, found }) =>
      found.flatMap(({ configuration, source }) =>
        describe(key, `${target.name} (${configuration.name})`, source)
      )
    );
  const inside = findings.length > 0 ? [] : await Promise.all(extensions.map(async ({ name, ...target }) => {
    const [first] = await strays({ name, ...target });
    const from = first?.source.kind === "place" ? first.source.from : undefined;
    return from?.place === undefined ? [] : [
      `${from.place.file}:${from.place.line}: ${name} has a build of its own, ${
        shownValue("build", from.value)
      }, and the store wants the app's`,
    ];
  }));
  return { findings: unique(findings), notices: [...new Set(inside.flat())] };
}

function describe(key: string, who: string, source: Source): Finding[] {
  if (source.kind === "unknown") return [];
  const from = source.from;
  const place = { file: from?.place?.file ?? "version.json", line: from?.place?.line, component: key };
  if (source.kind === "outside") {
    const isFlutter = source.name === "FLUTTER_BUILD_NUMBER";
    return [finding(
      "build_source_elsewhere",
      place,
      `${who} takes its build from $(${source.name}), which no file of the project sets`,
      isFlutter
        ? 'Flutter takes it from `version` in pubspec.yaml, after the +: mirror that one, with type "yaml" and value "version+build", and not this place.'
        : "Let whatever sets it write a file that version.json mirrors; the line that refers to it stays.",
    )];
  }
  const { from: { key: setting, value, conditions } } = source;
  const isPlist = setting === shown.build.key;
  const why = isLinked(value)
    ? `which puts ${shownLink(value)} together`
    : `which says ${shownValue("build", value)}`;
  const what = `${who} takes its build from ${setting} here, ${why}, and not from what version.json mirrors`;
  const hint = isPlist
    ? `Write $(${shown.build.setting}) there: then the build setting decides.`
    : conditions.length > 0
    ? `Remove the conditional setting, or mirror it: "key": ${JSON.stringify(setting)}.`
    : `Mirror this file instead, with "key": ${JSON.stringify(setting)}, or remove the line.`;
  return [finding("build_source_elsewhere", place, what, hint)];
}

/** Several configurations often share one source. */
function unique(findings: Finding[]): Finding[] {
  return findings.filter(({ file, message }, at) => {
    const place = message.slice(0, message.indexOf(" "));
    return findings.findIndex((one) => one.file === file && one.message.startsWith(place)) === at;
  });
}
