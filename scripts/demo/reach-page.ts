import { elapsed } from "../runtime.ts";
import { type Page, pageComponent } from "./page/serve-page.ts";
import type { Visit } from "./page/visit-page.ts";
import { broken, run, type Stage } from "./stage.ts";

/** What became of a page that somebody has open. */
export interface Reached {
  url: string;
  /** The build of the page. */
  build: number;
  /** The build that it knows of. */
  newest: number | null;
  /** What it makes of it: `available` is a banner. */
  kind: string;
  ms: number;
  problems: string[];
}

/** Moves the page's component by one; the open page must hear of it and offer it. */
export async function reachPage(stage: Stage, page: Page, visit: Visit): Promise<Reached> {
  const { at } = await run(
    stage,
    `update ship.components set build = build + 1 where key = '${pageComponent}'`,
  );
  const build = visit.build + 1;
  const { decision } = await visit.learns(build);
  const ms = elapsed() - at;
  const isOffered = decision.kind === "available" && decision.build === build;
  const words = `the open page of build ${visit.build} heard of build ${
    decision.build ?? "none"
  }: ${decision.kind}`;
  stage.screen.event(ms, isOffered, "web page", words);
  page.keepOpen(visit.build);
  const problems = broken([[
    isOffered,
    `the open page makes of build ${build}: ${decision.kind} (${decision.reason})`,
  ]]);
  return { url: page.url, build: visit.build, newest: decision.build, kind: decision.kind, ms, problems };
}
