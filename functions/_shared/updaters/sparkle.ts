import type { Artifact, PublishedBuild } from "../contract/served-updates.ts";
import type { View } from "./view.ts";

const contentType = "application/rss+xml; charset=utf-8";

/** An appcast of Sparkle 2, "Publishing an update": the build is CFBundleVersion. Without an item there is no update. */
export const renderSparkle: View = ({ name, builds }) => ({
  text: [
    `<?xml version="1.0" encoding="utf-8"?>`,
    `<rss version="2.0" xmlns:sparkle="http://www.andymatuschak.org/xml-namespaces/sparkle">`,
    `<channel>`,
    element("title", name),
    ...builds.flatMap((build) => {
      const file = fileOf(build.artifacts);
      return file === undefined ? [] : item(build, file);
    }),
    `</channel>`,
    `</rss>`,
    "",
  ].join("\n"),
  contentType,
});

/**
 * Sparkle knows no processors, so a build has one file for all Macs: the universal one, the only one, or one that is listed for both. Signed as Sparkle
 * checks it.
 */
function fileOf(artifacts: readonly Artifact[]): Artifact | undefined {
  const files = artifacts.filter(({ target, signature, signature_type }) =>
    /^(darwin|macos)\b/.test(target) && signature !== null && signature_type === "ed25519"
  );
  const universal = files.find(({ target }) => /-universal\b/.test(target));
  return universal ?? (new Set(files.map(({ url }) => url)).size === 1 ? files[0] : undefined);
}

function item(build: PublishedBuild, { url, length, signature }: Artifact): string[] {
  return [
    `<item>`,
    element("title", build.version ?? `Build ${build.build}`),
    element("pubDate", new Date(build.available_at).toUTCString()),
    element("sparkle:version", String(build.build)),
    ...optional("sparkle:shortVersionString", build.version),
    ...optional("sparkle:minimumSystemVersion", build.min_os),
    // Sparkle compares all parts, and what is at most 15 here includes 15.7
    ...optional("sparkle:maximumSystemVersion", build.max_os && `${build.max_os}.99999`),
    ...build.severity === "critical" ? [`<sparkle:criticalUpdate></sparkle:criticalUpdate>`] : [],
    ...optional("sparkle:releaseNotesLink", build.notes_url),
    ...build.notes === null
      ? []
      : [`<description sparkle:format="plain-text">${escapeXml(build.notes)}</description>`],
    `<enclosure url="${escapeXml(url)}" length="${length}" type="application/octet-stream" ` +
    `sparkle:edSignature="${escapeXml(signature ?? "")}"/>`,
    `</item>`,
  ];
}

function optional(name: string, text: string | null): string[] {
  return text === null ? [] : [element(name, text)];
}

function element(name: string, text: string): string {
  return `<${name}>${escapeXml(text)}</${name}>`;
}

const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** For texts and attributes; what XML 1.0 can't hold at all (its `Char`) is left out. */
function escapeXml(text: string): string {
  return text
    // deno-lint-ignore no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
