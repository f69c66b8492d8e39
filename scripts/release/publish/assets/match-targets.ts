import type { Updater } from "../../../manifest/schema-release.ts";

/** A file that might be a target's. */
interface Candidate {
  name: string;
  /** Whether a signature lies beside it. */
  isSigned: boolean;
}

/** What a name says of where a file runs; null when it does not say. */
interface Place {
  system: "windows" | "darwin" | "linux" | null;
  processor: string | null;
}

const systems = {
  windows: /(^|[^a-z])(windows|win32|win64|win|mingw|msvc)([^a-z]|$)/,
  darwin: /(^|[^a-z])(darwin|macos|mac|osx|apple)([^a-z]|$)/,
  linux: /(^|[^a-z])(linux|musl|gnu)([^a-z]|$)/,
} as const;

/** Beginning with the ones that others are a part of. */
const processors: readonly [string, RegExp][] = [
  ["universal", /(^|[^a-z0-9])universal2?([^a-z0-9]|$)/],
  ["x86_64", /(^|[^a-z0-9])(x86[_-]64|x64|amd64|win64|intel)([^a-z0-9]|$)/],
  ["aarch64", /(^|[^a-z0-9])(aarch64|arm64|silicon)([^a-z0-9]|$)/],
  ["armv7", /(^|[^a-z0-9])(armv7l?|armhf)([^a-z0-9]|$)/],
  ["i686", /(^|[^a-z0-9])(i686|i386|ia32|x86|win32)([^a-z0-9]|$)/],
];

/** What each updater installs, by system. What people download by hand, as a disk image for Tauri, is none of it. */
const installable: Record<Updater["type"], Record<"windows" | "darwin" | "linux", RegExp>> = {
  tauri: {
    windows: /(\.exe|\.msi|\.nsis\.zip|\.msi\.zip)$/,
    darwin: /\.app\.tar\.gz$/,
    linux: /(\.appimage(\.tar\.gz)?|\.deb|\.rpm)$/,
  },
  electron: { windows: /\.exe$/, darwin: /\.zip$/, linux: /(\.appimage|\.deb|\.rpm)$/ },
  sparkle: { windows: /^$/, darwin: /\.(zip|dmg|pkg|aar|tar\.(gz|xz|bz2))$/, linux: /^$/ },
};

/** The kinds of installers that a target may name at its end, as windows-x86_64-msi. */
const kinds: Record<string, RegExp> = {
  nsis: /(\.exe|\.nsis\.zip)$/,
  msi: /\.msi(\.zip)?$/,
  appimage: /\.appimage(\.tar\.gz)?$/,
  deb: /\.deb$/,
  rpm: /\.rpm$/,
  app: /\.app\.tar\.gz$/,
};

/** Where a file runs, as far as its name or its ending says. */
function placeOf(text: string): Place {
  const name = text.toLowerCase();
  const system = /(\.exe|\.msi|\.nsis\.zip|\.msi\.zip)$/.test(name)
    ? "windows"
    : /(\.dmg|\.pkg|\.app\.tar\.gz)$/.test(name)
    ? "darwin"
    : /(\.appimage(\.tar\.gz)?|\.deb|\.rpm)$/.test(name)
    ? "linux"
    : (["darwin", "windows", "linux"] as const).find((one) => systems[one].test(name)) ?? null;
  return { system, processor: processors.find(([, pattern]) => pattern.test(name))?.[0] ?? null };
}

/**
 * The files that a target may mean, by their names: one is the answer, none or several are the person's to settle. A file that is signed counts
 * more than one that is not; one that names the processor more than a universal one, and that more than one that names none.
 */
export function filesOfTarget<File extends Candidate>(
  target: string,
  type: Updater["type"],
  files: readonly File[],
): File[] {
  const named = files.filter(({ name }) => name.toLowerCase().includes(target) && !isBeside(name));
  const { system, processor } = placeOf(target);
  if (system === null) return named;
  const kind = kinds[target.split("-").at(-1) ?? ""] ?? installable[type][system];
  const fitting = files.filter(({ name }) => {
    const lower = name.toLowerCase();
    const place = placeOf(lower);
    return kind.test(lower) && (place.system ?? (type === "sparkle" ? "darwin" : null)) === system;
  });
  const of = (wanted: string | null) => fitting.filter(({ name }) => placeOf(name).processor === wanted);
  const choices = [of(processor), ...system === "darwin" ? [of("universal")] : [], of(null)];
  const chosen = choices.find((choice) => choice.length > 0) ?? [];
  const signed = chosen.filter(({ isSigned }) => isSigned);
  return signed.length > 0 ? signed : chosen;
}

/** A file about another one. */
function isBeside(name: string): boolean {
  return /\.(sig|edsig|asc|blockmap|ya?ml|json|xml|txt|sha\d+)$/i.test(name);
}
