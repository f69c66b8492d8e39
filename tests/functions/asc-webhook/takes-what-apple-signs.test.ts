import { expect, test } from "vitest";
import { requireSignature } from "../../../functions/asc-webhook/signature.ts";
import { refusal } from "../support/requests.ts";
import { event, listening, send, sign } from "./support.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

test("Apple's own example verifies", async () => {
  const header = "hmacsha256=7f062172b01cb00b53ca068614674a3d982a34062a0f5d37687d5e3377e54657";
  await requireSignature(header, bytes("Hello, World!"), ["This is my secret"]);
  for (const wrong of [header.slice(0, -1), header.toUpperCase(), header.slice("hmacsha256=".length), ""]) {
    await expect(requireSignature(wrong, bytes("Hello, World!"), ["This is my secret"]))
      .rejects.toMatchObject({ code: "signature_invalid", status: 401 });
  }
  await expect(requireSignature(header, bytes("Hello, World"), ["This is my secret"])).rejects.toThrow();
});

test("while a secret is replaced, both count", async () => {
  const project = listening();
  project.env.ASC_WEBHOOK_SECRET = "old secret, new secret";
  for (const secret of ["old secret", "new secret"]) {
    expect((await send(project, event(), { signature: sign(event(), secret) })).status).toBe(200);
  }
  expect((await send(project, event(), { signature: sign(event(), "older") })).status).toBe(401);
});

test.each([
  ["another secret", sign(event(), "guessed")],
  ["another body", sign(event({ id: "1" }))],
  ["no hex", "hmacsha256=zz"],
  ["another algorithm", sign(event()).replace("sha256", "sha1")],
  ["nothing", ""],
])("refuses %s, and writes nothing down", async (_, signature) => {
  const project = listening();
  expect(await refusal(await send(project, event(), { signature }))).toMatchObject({
    status: 401,
    code: "signature_invalid",
  });
  expect(project.calls).toEqual([]);
  expect(project.background).toEqual([]);
});

test("without a secret nobody can be right", async () => {
  const project = listening();
  delete project.env.ASC_WEBHOOK_SECRET;
  expect(await refusal(await send(project, event()))).toMatchObject({ status: 503, code: "not_configured" });
});

test("ten megabytes are refused before they are read", async () => {
  const project = listening();
  const big = "x".repeat(10_000_000);
  expect(await refusal(await send(project, big, { signature: sign("") }))).toMatchObject({
    status: 413,
    code: "body_too_large",
  });
  let pulled = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (++pulled > 10_000) controller.close();
      else controller.enqueue(new Uint8Array(1024));
    },
  });
  expect((await send(project, endless)).status).toBe(413);
  expect(pulled).toBeLessThan(80);
});

test.each([
  ["no JSON", "Hello, World!", 400, "body_not_json"],
  ["no event", "{}", 422, "body_invalid"],
  ["an id that is a path", event({ id: "../../v1/users" }), 422, "body_invalid"],
  ["an id with a NUL", event({ id: "a\0" }), 422, "body_invalid"],
])("%s is refused though it is signed", async (_, body, status, code) => {
  const project = listening();
  expect(await refusal(await send(project, body))).toMatchObject({ status, code });
  expect(project.calls).toEqual([]);
});

test("the wake token is no signature, and a signature does not wake", async () => {
  const project = listening();
  await send(project, event(), { signature: "hmacsha256=" });
  expect(project.called("claim_store_looks")).toEqual([]);
});
