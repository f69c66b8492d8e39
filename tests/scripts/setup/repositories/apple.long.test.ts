import { test } from "vitest";
import { appleShapes } from "../../../support/repositories/apple-shapes.ts";
import { useEmptyProject, walk } from "./road.ts";

const env = useEmptyProject();

test.each(appleShapes.map((shape) => [shape.kind, shape] as const))("%s", async (_, shape) => {
  await walk(shape, env());
});
