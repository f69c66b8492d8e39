import { z } from "zod";

/** What the process that drives a browser is told, in the variable `SLIPWAY_BROWSER_TASK`. */
export const browserTask = z.object({
  /** Absolute, the team's module. */
  script: z.string(),
  /** The address of the Playwright module to import. */
  playwright: z.string(),
  /** The browser's executable; Playwright's own where it is missing. */
  executable: z.string().optional(),
  /** Where screenshot and trace go when it fails, and the report in any case. Absolute. */
  folder: z.string(),
  limitMs: z.number(),
  /** What the script gets beside `page` and `context`. */
  given: z.object({
    url: z.string().nullable(),
    environment: z.string(),
    component: z.string(),
    build: z.number(),
    version: z.string(),
    sha: z.string(),
  }),
  /** Names of variables that the script gets as `env`. */
  variables: z.array(z.string()),
});
export type BrowserTask = z.infer<typeof browserTask>;

export const taskVariable = "SLIPWAY_BROWSER_TASK";

/** What it reports, in `report.json` of the folder. */
export const browserReport = z.object({
  /** What went wrong, on one line; null when the script came to its end. */
  problem: z.string().nullable(),
});
export type BrowserReport = z.infer<typeof browserReport>;

export const reportFile = "report.json";
