import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { z } from "zod";
import { publishing } from "../support/publishing.ts";
import { artifact, published } from "../support/rows.ts";

const require = createRequire(import.meta.url);
/** A strict parser: what is not well-formed raises. */
const { parseXml } = createRequire(require.resolve("electron-updater/package.json"))("builder-util-runtime");

interface Element {
  name: string;
  value: string;
  attributes: Record<string, string> | null;
  elements: Element[] | null;
}
const elementSchema: z.ZodType<Element> = z.lazy(() =>
  z.object({
    name: z.string(),
    value: z.string(),
    attributes: z.record(z.string(), z.string()).nullable(),
    elements: z.array(elementSchema).nullable(),
  })
);

const signed = { signature: "c2lnbmF0dXJl+/==", signature_type: "ed25519" };
const universal = artifact("darwin-universal", { ...signed, url: "https://cdn.test/Desk.zip?a=1&b=2" });

async function items(builds: unknown[], name?: string) {
  const response = await publishing(builds, name).ask("appcast.xml");
  const rss = elementSchema.parse(parseXml(await response.text()));
  const channel = rss.elements?.[0]?.elements ?? [];
  const found = channel.filter((element) => element.name === "item").map((item) => item.elements ?? []);
  return { response, rss, title: channel[0], items: found, all: found.map(texts) };
}

const texts = (elements: Element[]) => Object.fromEntries(elements.map(({ name, value }) => [name, value]));

test("an item has the build, its version and one file with its EdDSA signature", async () => {
  const { response, rss, title, items: [item = []], all } = await items([published([universal])]);
  expect(response.headers.get("content-type")).toBe("application/rss+xml; charset=utf-8");
  expect(rss).toMatchObject({
    name: "rss",
    attributes: { version: "2.0", "xmlns:sparkle": "http://www.andymatuschak.org/xml-namespaces/sparkle" },
  });
  expect(title).toMatchObject({ name: "title", value: "Desk & Co" });
  expect(all).toEqual([{
    title: "1.2.0",
    pubDate: "Sat, 21 Nov 2026 09:00:00 GMT",
    "sparkle:version": "131",
    "sparkle:shortVersionString": "1.2.0",
    enclosure: "",
  }]);
  expect(item.at(-1)?.attributes).toEqual({
    url: "https://cdn.test/Desk.zip?a=1&b=2",
    length: "1000",
    type: "application/octet-stream",
    "sparkle:edSignature": "c2lnbmF0dXJl+/==",
  });
});

test("every text is escaped, and what XML can't hold is left out", async () => {
  const nasty = `</description><x a="1" b='2'>&amp;]]> \u0000\u000b\ufffe\u0085✓\n`;
  const { all, title } = await items([published([universal], { notes: nasty, version: `<&"'>` })], nasty);
  const shown = ["\u0000", "\u000b", "\ufffe"].reduce((text, unit) => text.replaceAll(unit, ""), nasty);
  expect(all[0]?.description).toBe(shown);
  expect(all[0]?.title).toBe(`<&"'>`);
  expect(title?.value).toBe(shown);
});

test("bounds of the system: 15 at most includes 15.7, which Sparkle compares part by part", async () => {
  const { all } = await items([
    published([universal], { min_os: "13.1", max_os: "15" }),
    published([universal], { build: 130 }),
  ]);
  expect(
    all.map((
      item,
    ) => [
      item["sparkle:version"],
      item["sparkle:minimumSystemVersion"],
      item["sparkle:maximumSystemVersion"],
    ]),
  )
    .toEqual([["131", "13.1", "15.99999"], ["130", undefined, undefined]]);
});

test("a critical build is one for Sparkle, with a link to what is new", async () => {
  const link = "https://desk.test/new?a&b";
  const { all } = await items([
    published([universal], { severity: "critical", notes_url: link }),
    published([universal]),
  ]);
  expect(all[0]).toMatchObject({ "sparkle:criticalUpdate": "", "sparkle:releaseNotesLink": link });
  expect(all[1]).not.toHaveProperty("sparkle:criticalUpdate");
});

const arm = (url: string) => artifact("darwin-aarch64", { ...signed, url });
const intel = (url: string) => artifact("darwin-x86_64", { ...signed, url });

test.each([
  [
    "the universal file before others",
    [arm("https://a.test"), universal],
    "https://cdn.test/Desk.zip?a=1&b=2",
  ],
  [
    "a file that is listed for both processors",
    [arm("https://a.test"), intel("https://a.test")],
    "https://a.test",
  ],
  [
    "the only one that there is",
    [arm("https://a.test"), artifact("windows-x86_64", signed)],
    "https://a.test",
  ],
])("%s", async (_, artifacts, url) => {
  const { items: [item = []] } = await items([published(artifacts)]);
  expect(item.at(-1)?.attributes?.url).toBe(url);
});

test.each([
  ["files that differ by processor, which Sparkle can't choose from", [
    arm("https://a.test"),
    intel("https://i.test"),
  ]],
  ["a signature that is not Ed25519", [artifact("darwin-universal")]],
  ["no file for a Mac", [artifact("windows-x86_64", signed)]],
])("%s: no item, and so no update", async (_, artifacts) => {
  const { response, items: found } = await items([published(artifacts)]);
  expect([response.status, found]).toEqual([200, []]);
});
