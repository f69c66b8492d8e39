import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repositoryRoot } from "../../support/repository.ts";

const read = (path: string) => readFileSync(join(repositoryRoot, path), "utf8");

test.each(["ExampleApp.swift", "AppDelegate.swift"])("docs/ios-app.md shows %s as it is", (file) => {
  expect(read("docs/ios-app.md")).toContain(`\`\`\`swift\n${read(`clients/swift/Examples/${file}`)}\`\`\``);
});
