import { errorText } from "../../../cli/error-text.ts";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { Finding } from "../../../cli/command-error.ts";
import { globMatcher, isGlob, whyNoGlob } from "../../../manifest/glob.ts";
import type { AssetFile } from "./asset.ts";

/** The files that names and patterns mean, each once, sorted; and what is wrong with them. A name that is there literally is no pattern. */
export async function findFiles(
  folder: string,
  patterns: readonly string[],
): Promise<{ paths: string[]; findings: Finding[] }> {
  const found = await Promise.all(patterns.map((pattern) => matching(folder, pattern)));
  const findings = found.flatMap((paths, index): Finding[] => {
    const pattern = patterns[index] ?? "";
    const why = whyNoGlob(pattern);
    if (why !== null) return [finding("usage", `${pattern} must be ${why}`, "Name the files more plainly.")];
    return paths.length > 0 ? [] : [missing(pattern)];
  });
  const paths = [...new Set(found.flat())].sort();
  const names = Map.groupBy(paths, (path) => basename(path));
  const twice = [...names].filter(([, same]) => same.length > 1).map(([name, same]) =>
    finding(
      "asset_twice",
      `several files would be called ${name}: ${same.join(", ")}`,
      "A release has one file of each name: give them names of their own, or leave all but one out.",
    )
  );
  return { paths, findings: [...findings, ...twice] };
}

async function matching(folder: string, pattern: string): Promise<string[]> {
  const path = resolve(folder, pattern);
  const is = await stat(path).catch(() => null);
  if (is?.isFile()) return [path];
  if (is?.isDirectory()) return await below(path);
  if (!isGlob(pattern) || whyNoGlob(pattern) !== null) return [];
  const parts = path.split("/");
  const first = parts.findIndex(isGlob);
  const root = parts.slice(0, first).join("/") || "/";
  const matches = globMatcher(parts.slice(first).join("/"), { isExact: true });
  return (await below(root)).filter((one) => matches(one.slice(root === "/" ? 1 : root.length + 1)));
}

/** All files below a folder. */
async function below(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

function missing(pattern: string): Finding {
  return finding("asset_missing", `there is no file ${pattern}`, "Build it first, or correct the pattern.");
}

function finding(code: string, message: string, hint: string): Finding {
  return { code, message, hint };
}

/** Reads a file once for both digests. A file that can't be read, or is empty, is a finding: hosts take no empty file. */
export async function readAsset(path: string): Promise<AssetFile | Finding> {
  const [sha256, sha512] = [createHash("sha256"), createHash("sha512")];
  let sizeBytes = 0;
  try {
    for await (const piece of createReadStream(path)) {
      sha256.update(piece);
      sha512.update(piece);
      sizeBytes += piece.length;
    }
  } catch (error) {
    return unreadable(path, errorText(error));
  }
  if (sizeBytes === 0) return unreadable(path, "it is empty, and a host takes no empty file");
  return {
    path,
    name: basename(path),
    sizeBytes,
    sha256: sha256.digest("hex"),
    sha512: sha512.digest("hex"),
  };
}

function unreadable(path: string, why: string): Finding {
  return finding(
    "asset_unreadable",
    `${path} can't be published: ${why}`,
    "Build it again, or leave it out.",
  );
}
