import { compareDotted } from "./compare.ts";
import { shortVersion } from "./mirrors/plist.ts";
import type { Component, Mirror } from "./schema.ts";

/** What a mirror has to say of a component; `problem` when its file has no way to say that. */
export function wantedValue(
  { build, name, version }: Pick<Component, "build" | "name" | "version">,
  mirror: Mirror,
): { value: string } | { problem: string } {
  if (mirror.value === "build") return { value: String(build) };
  if (mirror.value === "name") return { value: name };
  const written = takesNumbersOnly(mirror)
    ? bareVersion(version)
    : mirror.type === "toml" && mirror.format === "pep440"
    ? toPep440(version)
    : version;
  if (written === undefined) return { problem: `PEP 440 has no way to write the version ${version}` };
  return { value: mirror.value === "version" ? written : `${written}+${build}` };
}

/**
 * Apple: "CFBundleShortVersionString … three period-separated integers". So a prerelease is written as the version that it leads to, and
 * the build tells one from another.
 */
function takesNumbersOnly(mirror: Mirror): boolean {
  if (mirror.type === "plist") return mirror.key.split("/").at(-1) === shortVersion;
  return (mirror.type === "pbxproj" || mirror.type === "xcconfig") && /^MARKETING_VERSION\b/.test(mirror.key);
}

function bareVersion(version: string): string {
  return /^(\d+(?:\.\d+)*)[-+]/.exec(version)?.[1] ?? version;
}

/** Python, "Version specifiers": `1.3.0-alpha.1` is `1.3.0a1`; undefined for other suffixes. */
function toPep440(version: string): string | undefined {
  if (/^\d+(\.\d+)*$/.test(version)) return version;
  const [, numbers, channel, n] = /^(\d+(?:\.\d+)*)-(alpha|beta|rc)\.(\d+)$/.exec(version) ?? [];
  return channel === undefined ? undefined : `${numbers}${channel === "rc" ? "rc" : channel.slice(0, 1)}${n}`;
}

/** Whether a mirror holds a build, alone or behind a version. */
export function holdsBuild({ value }: Pick<Mirror, "value">): boolean {
  return value === "build" || value === "version+build";
}

/** The build in a mirror's value; NaN when there is none. */
export function buildIn({ value: kind }: Pick<Mirror, "value">, value: string): number {
  if (kind === "build") return Number(value);
  return kind === "version+build" ? Number(/\+(\d+)$/.exec(value)?.[1] ?? NaN) : NaN;
}

/** The value with another build. */
export function withBuildIn({ value: kind }: Pick<Mirror, "value">, value: string, build: number): string {
  return kind === "version+build" ? value.replace(/\+\d+$/, `+${build}`) : String(build);
}

/** Which of two values of a mirror is higher, negative, zero or positive; undefined when that can't be told. */
export function compareValues(mirror: Pick<Mirror, "value">, a: string, b: string): number | undefined {
  if (mirror.value !== "version+build") return compareDotted(a, b);
  const versions = compareDotted(bareVersion(a), bareVersion(b));
  if (versions !== 0) return versions;
  const difference = buildIn(mirror, a) - buildIn(mirror, b);
  return Number.isNaN(difference) ? undefined : difference;
}
