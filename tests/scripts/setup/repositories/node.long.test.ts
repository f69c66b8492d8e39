import { test } from "vitest";
import { nodeShapes } from "../../../support/repositories/node-shapes.ts";
import { useEmptyProject, walk } from "./road.ts";

const env = useEmptyProject();

test.each(nodeShapes.map((shape) => [shape.kind, shape] as const))("%s", async (_, shape) => {
  await walk(shape, env());
});
