import { describe, expect, onTestFinished, test } from "vitest";
import { withHttp2 } from "../../../functions/_shared/apns/open-http2.ts";
import { type Http2Client, NotProcessed, type Reply } from "../../../functions/_shared/http2/client.ts";
import { runtime } from "../../../functions/_shared/runtime.ts";
import { startNghttpd } from "../../support/http2-servers/nghttpd.ts";
import { startNginx } from "../../support/http2-servers/nginx.ts";
import { isInstalled, type Server } from "../../support/http2-servers/server.ts";

const programs = { nghttpd: "nghttp2-server", nginx: "nginx-light" };
for (const [program, name] of Object.entries(programs)) {
  if (!isInstalled(program)) console.warn(`skipped: no ${program} on this machine (apt-get install ${name})`);
}

const headers = { authorization: `bearer ${"j".repeat(220)}`, "apns-topic": "com.example.app" };
const body = JSON.stringify({ aps: { alert: { title: "Helper", body: "x".repeat(200) } } });
const path = "/3/device/a1b2";

async function serve(starting: Promise<Server>): Promise<Server> {
  const server = await starting;
  onTestFinished(() => server.stop());
  return server;
}

function open({ origin, caCert }: Server, onRoom = () => {}): Http2Client {
  return withHttp2(runtime).openHttp2({ origin, caCert, isByFetch: false, onRoom });
}

/** One request. */
function ask(client: Http2Client, target = path, text = body): Promise<Reply> {
  return new Promise((replied, failed) => client.post(target, headers, text, { replied, failed }));
}

/** `count` requests over as many connections as it takes, 100 in flight at most: what certainly was not processed is sent again. */
async function askAll(server: Server, count: number) {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const statuses = new Map<number, number>();
  let [left, inFlight, connections, repeats] = [count, 0, 1, 0];
  let client = open(server, () => pump());
  const end = (isRepeat: boolean) => {
    inFlight--;
    if (isRepeat) {
      left++;
      repeats++;
    }
    if (left === 0 && inFlight === 0) resolve();
    else pump();
  };
  const receiver = {
    replied({ status }: Reply) {
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      end(false);
    },
    failed: (error: unknown) => error instanceof NotProcessed ? end(true) : reject(error),
  };
  const pump = () => {
    if (client.isClosing && inFlight === 0) {
      client.close();
      client = open(server, () => pump());
      connections++;
    }
    for (; left > 0 && inFlight < 100 && client.roomFor(body.length) > 0; left--, inFlight++) {
      client.post(path, headers, body, receiver);
    }
  };
  await ask(client); // alone, as for APNs: the server's SETTINGS are known after it
  pump();
  await promise;
  client.close();
  return { statuses: Object.fromEntries(statuses), connections, repeats };
}

describe.skipIf(!isInstalled("nghttpd"))("nghttpd", () => {
  test.each([
    ["as it comes", ["-m", "1000"]],
    ["with 3 streams at once", ["-m", "3"]],
    ["with padding", ["-m", "100", "-b", "200"]],
    ["with trailers", ["-m", "100", "--trailer", "x-checked: yes"]],
    ["with windows of 1 kB", ["-m", "100", "-w", "10", "-W", "10"]],
    ["with a table of 100 bytes for what we send", ["-m", "100", "-c", "100"]],
    ["without a content-length", ["-m", "100", "--no-content-length"]],
  ])("%s: everybody is answered once, over one connection", async (_, options) => {
    const server = await serve(startNghttpd(path, options));
    expect(await askAll(server, 2_000)).toEqual({ statuses: { 200: 2_000 }, connections: 1, repeats: 0 });
  });

  test("a page of 404 is read to its end", async () => {
    const client = open(await serve(startNghttpd(path)));
    const { status, body } = await ask(client, "/3/device/other");
    expect([status, body.includes("404"), body.endsWith("</html>")]).toEqual([404, true, true]);
    client.close();
  });

  test("a body of several frames arrives", async () => {
    const client = open(await serve(startNghttpd(path, ["--echo-upload"])));
    const text = "0123456789".repeat(1_600);
    expect(await ask(client, path, text)).toMatchObject({ status: 200, body: text });
    client.close();
  });
});

describe.skipIf(!isInstalled("nginx"))("nginx", () => {
  test.each([
    ["that keeps a connection", ["keepalive_requests 10000;"], 1],
    ["with 4 streams at once", ["http2_max_concurrent_streams 4;", "keepalive_requests 10000;"], 1],
    ["that says goodbye every 300 requests", ["keepalive_requests 300;"], 7],
  ])("%s: everybody is answered once", async (_, limits, connections) => {
    const server = await serve(startNginx(limits));
    expect(await askAll(server, 2_000)).toMatchObject({ statuses: { 200: 2_000 }, connections });
  });

  test("a refusal is read with its reason", async () => {
    const client = open(await serve(startNginx()));
    expect(await ask(client, "/gone/a1")).toEqual({
      status: 410,
      retryAfter: null,
      body: '{"reason":"Unregistered","timestamp":1}',
    });
    client.close();
  });

  test("the first answer of a new connection waits for no acknowledgement of TCP", async () => {
    const server = await serve(startNginx());
    const times: number[] = [];
    for (let turn = 0; turn < 5; turn++) {
      const client = open(server);
      const start = runtime.now();
      await ask(client);
      times.push(runtime.now() - start);
      client.close();
    }
    // Linux acknowledges after 40 ms; the quickest of five says what the protocol costs.
    expect(Math.min(...times)).toBeLessThan(35);
  });
});
