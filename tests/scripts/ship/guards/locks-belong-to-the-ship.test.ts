import { expect, test } from "vitest";
import { isOwnFile } from "../../../../scripts/ship/guards/own-files.ts";
import { smallWorkspace } from "../../../support/small-workspace.ts";

const at = (type: string, file: string, key: string, value = "version") => ({ type, file, key, value });

test("locks that repeat a mirrored version are the component's own; others are not", async () => {
  const { manifest } = await smallWorkspace({
    web: { version: "1.0.0", mirrors: [at("json", "apps/web/package.json", "/version")] },
    tray: { version: "1.0.0", mirrors: [at("toml", "crates/client/Cargo.toml", "/package/version")] },
    docs: { version: "1.0.0", mirrors: [at("json", "apps/docs/package.json", "/build", "build")] },
  }, {});
  const own = (key: string) =>
    [
      "package-lock.json",
      "apps/npm-shrinkwrap.json",
      "Cargo.lock",
      "crates/client/Cargo.lock",
      "crates/Cargo.toml",
      "crates/other/Cargo.lock",
    ]
      .filter((path) => isOwnFile(manifest, key, path));
  expect(own("web")).toEqual(["package-lock.json", "apps/npm-shrinkwrap.json"]);
  expect(own("tray")).toEqual(["Cargo.lock", "crates/client/Cargo.lock"]);
  expect(own("docs")).toEqual([]);
});
