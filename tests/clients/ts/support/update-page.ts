import { afterAll, beforeAll, beforeEach } from "vitest";
import { type FeedServer, offer, policy, startFeedServer } from "./feed-server.ts";
import { servePage } from "./pages.ts";

/** What a feed may say of build 100: there is 101, it is recommended, or it is required. */
export const available = { offers: [offer(101)], marks: [], policy: null };
export const recommended = { policy: policy({ recommended_build: 101, nudge_every_s: 3_600 }) };
export const required = { policy: policy({ min_build: 101, message: "Please update.\nThank you." }) };

/** Serves a page with `<slipway-update>`; at the beginning of each test 101 is available. */
export function useUpdatePage(): () => FeedServer {
  let server: FeedServer;
  beforeAll(async () => {
    server = await startFeedServer();
    await servePage(server);
  });
  beforeEach(() => {
    server.fail(null);
    server.serve({ ...available, seq: 12 });
  });
  afterAll(() => server?.stop());
  return () => server;
}
