import { z } from "zod";
import { invalid, notFound, paged, reply } from "./reply.ts";
import type { Asked, Route } from "./route.ts";

const read = [["issues:read"], ["pull_requests:read"]] as const;
const write = [["issues:write"], ["pull_requests:write"]] as const;

/** Labels and milestones, which issues and pull requests share. */
export const labelRoutes: readonly Route[] = [
  { method: "POST", path: "/labels", needs: write, handle: makeLabel },
  { method: "GET", path: "/labels/:", needs: read, handle: showLabel },
  { method: "GET", path: "/milestones", needs: read, handle: listMilestones },
];

const newLabel = z.strictObject({
  name: z.string().min(1).max(50),
  color: z.string().regex(/^[0-9a-f]{6}$/i).default("ededed"),
  description: z.string().max(100).default(""),
});

async function makeLabel({ body, world: { state } }: Asked) {
  const label = await body(newLabel);
  if (state.labels.some(({ name }) => name.toLowerCase() === label.name.toLowerCase())) {
    return invalid("Label", "name", "already_exists");
  }
  state.labels.push(label);
  return reply(201, label);
}

function showLabel({ values: [wanted = ""], world: { state } }: Asked) {
  const found = state.labels.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  return found === undefined ? notFound() : reply(200, found);
}

/** Pull requests count as issues here. */
function listMilestones({ call, world: { state, urls } }: Asked) {
  const wanted = call.query.get("state") ?? "open";
  const found = state.milestones.filter((one) => wanted === "all" || one.state === wanted);
  return paged(
    call,
    urls.api,
    found.map((one) => {
      const items = state.issues.filter(({ milestone }) => milestone === one.number);
      const open = items.filter((item) => item.state === "open").length;
      return {
        ...one,
        ...{ open_issues: open, closed_issues: items.length - open, due_on: null },
        html_url: `https://code.example.test/${state.repo}/milestone/${one.number}`,
      };
    }),
  );
}
