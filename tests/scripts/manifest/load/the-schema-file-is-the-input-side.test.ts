import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { manifestJsonSchema } from "../../../../scripts/manifest/json-schema.ts";

const node = z.looseObject({
  description: z.string().optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
});
const schema = node.parse(JSON.parse(manifestJsonSchema()));
const properties = z.record(z.string(), node).parse(schema.properties);

test("what has a default may be left out, what has none may not", () => {
  expect(schema.required?.toSorted()).toEqual(["build", "components", "name"]);
  const component = node.parse(properties.components?.additionalProperties);
  expect(component.required?.toSorted()).toEqual(["build", "kind", "name", "paths"]);
});

test("unknown keys are errors, and people read what a field is for", () => {
  expect(schema.additionalProperties).toBe(false);
  expect(properties.order?.description).toBeTruthy();
});

test("version.schema.json is the generated file", () => {
  expect(readFileSync(new URL("../../../../version.schema.json", import.meta.url), "utf8")).toBe(
    manifestJsonSchema(),
  );
});
