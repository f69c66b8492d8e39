import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { keys, moved, received, serveRealtime, subscribe } from "./serve-realtime.ts";

let realtime: Awaited<ReturnType<typeof serveRealtime>>;
beforeAll(async () => realtime = await serveRealtime());
afterAll(() => realtime.stop());

test("a REST batch reaches an anonymous supabase-js subscriber of that topic and nobody else", async () => {
  const ios = realtime.client().channel("ios:build");
  const web = realtime.client().channel("web:build");
  const [heard, elsewhere] = [received(ios), received(web)];
  expect(await Promise.all([subscribe(ios), subscribe(web)])).toEqual(["SUBSCRIBED", "SUBSCRIBED"]);

  const answer = await realtime.send(moved("ios:build", 131));

  expect([answer.status, await answer.text()]).toEqual([202, ""]);
  await vi.waitFor(() => expect(heard).toEqual([{ build: 131 }]));
  expect(elsewhere).toEqual([]);
  const { broadcasts } = await realtime.state();
  expect(broadcasts).toMatchObject([{
    topic: "ios:build",
    payload: { build: 131 },
    by: "service_role",
    recipients: 1,
  }]);
});

test("several channels of one socket each hear their own topic", async () => {
  const client = realtime.client();
  const channels = ["a:build", "b:build"].map((topic) => client.channel(topic));
  const heard = channels.map(received);
  await Promise.all(channels.map((channel) => subscribe(channel)));
  await realtime.send({ messages: [...moved("a:build", 1).messages, ...moved("b:build", 2).messages] });
  await vi.waitFor(() => expect(heard).toEqual([[{ build: 1 }], [{ build: 2 }]]));
});

test("the single-message endpoint that httpSend uses reaches subscribers too", async () => {
  const channel = realtime.client().channel("http:build");
  const heard = received(channel);
  await subscribe(channel);
  await realtime.client(keys.secret).channel("http:build").httpSend("build-available", { build: 7 });
  await vi.waitFor(() => expect(heard).toEqual([{ build: 7 }]));
});

test("a subscriber's own message comes back only with self, and is acknowledged only with ack", async () => {
  const config = { broadcast: { self: true, ack: true } };
  const [loud, silent] = [
    realtime.client().channel("x:build", { config }),
    realtime.client().channel("x:build"),
  ];
  const [own, others] = [received(loud), received(silent)];
  await Promise.all([subscribe(loud), subscribe(silent)]);
  const message = { type: "broadcast", event: "build-available", payload: { build: 5 } } as const;
  expect(await loud.send(message)).toBe("ok");
  await vi.waitFor(() => expect([own, others]).toEqual([[{ build: 5 }], [{ build: 5 }]]));
  expect(await silent.send(message)).toBe("ok");
  await vi.waitFor(() => expect(own).toHaveLength(2));
  expect(others).toHaveLength(1);
});

test("private and public topics of the same name are separate, and anonymous clients cannot join the private one", async () => {
  const config = { private: true };
  const open = realtime.client().channel("p:build");
  const closed = realtime.client(keys.secret).channel("p:build", { config });
  const [openHeard, closedHeard] = [received(open), received(closed)];
  expect(await Promise.all([subscribe(open), subscribe(closed)])).toEqual(["SUBSCRIBED", "SUBSCRIBED"]);
  expect(await subscribe(realtime.client().channel("p:build", { config }))).toBe("CHANNEL_ERROR");

  await realtime.send(moved("p:build", 1, { private: true }));
  await realtime.send(moved("p:build", 2));
  const spoofed = await realtime.send(moved("p:build", 3, { private: true }), { apikey: keys.publishable });

  expect(spoofed.status).toBe(202);
  await vi.waitFor(() => expect([openHeard, closedHeard]).toEqual([[{ build: 2 }], [{ build: 1 }]]));
});
