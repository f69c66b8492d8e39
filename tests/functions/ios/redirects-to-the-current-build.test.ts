import { expect, test } from "vitest";
import { ios } from "../../../functions/ios/index.ts";
import { Project } from "../support/project.ts";
import { bare, refusal } from "../support/requests.ts";
import { manifestComponent } from "../support/rows.ts";

const component = (kind: string, store_url: string | null, position = 1, build = 131) =>
  manifestComponent({ kind, store_url, position, build });

function redirecting(components: Record<string, unknown>) {
  const project = new Project();
  project.rpc.manifest = () => ({ name: "Nine", build: 131, seq: 12, components });
  const handle = project.serve(ios);
  return (method = "GET") => handle(bare({ method }));
}

test.each([
  [
    "https://beta.itunes.apple.com/v1/app/1234567890",
    "https://beta.itunes.apple.com/v1/app/1234567890?build=131",
  ],
  [
    "https://testflight.apple.com/join/a?l=en%20us&x=1#top",
    "https://testflight.apple.com/join/a?l=en%20us&x=1&build=131#top",
  ],
  ["itms-beta://beta.itunes.apple.com/v1/app/1", "itms-beta://beta.itunes.apple.com/v1/app/1?build=131"],
  ["http://store.test/app", "http://store.test/app?build=131"],
])("%s → %s, never from a cache", async (link, location) => {
  const call = redirecting({ ios: component("ios", link) });
  for (const method of ["GET", "HEAD"]) {
    const response = await call(method);
    expect([response.status, response.headers.get("location")]).toEqual([302, location]);
    expect(response.headers.get("cache-control")).toBe("no-store");
  }
});

test("without a component named ios the first of that kind counts", async () => {
  const response = await redirecting({
    later: component("ios", "https://later.test/", 3),
    web: component("web", "https://web.test/", 1),
    phone: component("ios", "https://phone.test/", 2, 9),
  })();
  expect(response.headers.get("location")).toBe("https://phone.test/?build=9");
});

test.each([
  ["no iOS component", { web: component("web", "https://web.test/") }],
  ["no link", { ios: component("ios", null) }],
  ["no URL", { ios: component("ios", "not a url") }],
  ["a script", { ios: component("ios", "javascript:alert(1)") }],
  ["a file", { ios: component("ios", "file:///etc/passwd") }],
])("%s: 404", async (_, components) => {
  expect(await refusal(await redirecting(components)())).toMatchObject({
    status: 404,
    code: "store_link_missing",
  });
});
