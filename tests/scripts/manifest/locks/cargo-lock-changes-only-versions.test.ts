import { expect, test } from "vitest";
import { cargoLockVersions } from "../../../../scripts/manifest/locks/cargo-lock.ts";
import { splice } from "../../../../scripts/manifest/mirrors/value-span.ts";
import { cargoFiles } from "../../../support/cargo-files.ts";

const set = (text: string, crates: Record<string, string>) =>
  splice(text, cargoLockVersions(text, Object.entries(crates).map(([name, version]) => ({ name, version }))));
const lock = cargoFiles()["Cargo.lock"] ?? "";

test.each([["LF", lock], ["CRLF", lock.replaceAll("\n", "\r\n")]])("only members change, %s", (_, text) => {
  const after = set(text, { client: "1.3.0-alpha.1", serde: "9.9.9", nobody: "1.0.0" });
  expect(after).toBe(
    text.replace('"client"\r\nversion = "1.2.3"', '"client"\r\nversion = "1.3.0-alpha.1"')
      .replace('"client"\nversion = "1.2.3"', '"client"\nversion = "1.3.0-alpha.1"'),
  );
  expect(set(after, { client: "1.2.3" })).toBe(text);
});

test("a package of the registry with the same name keeps its version, also where others name it", () => {
  const text = `[[package]]
name = "client"
version = "0.9.0"
source = "registry+x"

[[package]]
name = "client"
version = "1.2.3"

[[package]]
name = "tray"
version = "0.1.0"
dependencies = [
 "client 0.9.0",
 "client 1.2.3",
 "client 1.2.3 (registry+x)",
]
`;
  const after = set(text, { client: "1.2.4" });
  expect(after).toBe(
    text.replace('version = "1.2.3"', 'version = "1.2.4"').replace('"client 1.2.3",', '"client 1.2.4",'),
  );
});

test.each([
  ["a merge that is not resolved", "<<<<<<< HEAD\n"],
  ["two crates of one name", '[[package]]\nname = "client"\nversion = "1.0.0"\n'],
])("%s is refused", (_, more) => {
  expect(() => cargoLockVersions(`${lock}${more}`, [{ name: "client", version: "3.0.0" }])).toThrow();
});
