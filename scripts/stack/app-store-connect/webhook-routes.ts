// The webhook resources of API 4.5.

import { randomUUID } from "node:crypto";
import { refuse } from "./answers.ts";
import { type Call, notFound, readBody, readQuery, type Route } from "./route.ts";
import { changing, creating, deliveriesListing, listing, pinging, redelivering } from "./webhook-bodies.ts";
import type { Webhook, WebhookDelivery, Webhooks } from "./webhooks.ts";

/** Apple: "up to 10 webhooks for each app". */
const most = 10;

/** `mayWrite`: whether the key's role may manage webhooks, as Account Holder, Admin and App Manager may. */
export function webhookRoutes(hooks: Webhooks, appId: string, mayWrite: () => boolean): Route {
  const find = (id: string) => hooks.all.find((one) => one.id === id);

  function create({ body }: Call): Response {
    const read = readBody(body, creating);
    if (read instanceof Response) return read;
    const { attributes, relationships } = read.data;
    if (relationships.app.data.id !== appId) return notFound("apps", relationships.app.data.id);
    if (hooks.all.length >= most) {
      return refuse(409, "ENTITY_ERROR", `You've reached the limit of ${most} webhooks for this app.`);
    }
    const webhook = { id: randomUUID(), ...attributes };
    hooks.all.push(webhook);
    return Response.json({ data: resource(webhook) }, { status: 201 });
  }

  function change({ body }: Call, webhook: Webhook): Response {
    const read = readBody(body, changing);
    if (read instanceof Response) return read;
    if (read.data.id !== webhook.id) return refuse(409, "ENTITY_ERROR.ID.MISMATCH", "The id is another one.");
    Object.assign(webhook, read.data.attributes);
    return Response.json({ data: resource(webhook) });
  }

  function listDeliveries({ query }: Call, webhook: Webhook): Response {
    const read = readQuery(query, deliveriesListing);
    if (read instanceof Response) return read;
    const from = read["filter[createdDateGreaterThanOrEqualTo]"];
    const until = read["filter[createdDateLessThan]"];
    const states = read["filter[deliveryState]"]?.split(",");
    const found = hooks.deliveries.filter((one) =>
      one.webhookId === webhook.id && (from ?? "") <= one.createdDate && one.createdDate < (until ?? "9") &&
      (states?.includes(one.deliveryState) ?? true)
    );
    return Response.json({ data: found.toReversed().slice(0, read.limit).map(deliveryResource) });
  }

  function ping({ body }: Call): Response {
    const read = readBody(body, pinging);
    if (read instanceof Response) return read;
    const { id } = read.data.relationships.webhook.data;
    const webhook = find(id);
    if (webhook === undefined) return notFound("webhooks", id);
    return Response.json({ data: { type: "webhookPings", id: hooks.ping(webhook) } }, { status: 201 });
  }

  function redeliver({ body }: Call): Response {
    const read = readBody(body, redelivering);
    if (read instanceof Response) return read;
    const { id } = read.data.relationships.template.data;
    const template = hooks.deliveries.find((one) => one.id === id);
    const delivery = template && hooks.redeliver(template);
    if (delivery === undefined) return notFound("webhookDeliveries", id);
    return Response.json({ data: deliveryResource(delivery) }, { status: 201 });
  }

  function ofOne(call: Call, id: string, below: string | undefined): Response {
    const webhook = find(id);
    if (webhook === undefined) return notFound("webhooks", id);
    if (below !== undefined) return call.method === "GET" ? listDeliveries(call, webhook) : notAllowed(call);
    if (call.method === "GET") return Response.json({ data: resource(webhook) });
    if (call.method === "PATCH") return change(call, webhook);
    if (call.method !== "DELETE") return notAllowed(call);
    hooks.all = hooks.all.filter((one) => one !== webhook);
    return new Response(null, { status: 204 });
  }

  return (call) => {
    const { method, path } = call;
    const [, listed] = /^\/v1\/apps\/(\d+)\/webhooks$/.exec(path) ?? [];
    if (listed === undefined && !/^\/v1\/webhook(s|Pings|Deliveries)(\/|$)/.test(path)) return null;
    if (!mayWrite()) return refuse(403, "FORBIDDEN_ERROR", "The key's role may not manage webhooks.");
    if (listed !== undefined) {
      if (method !== "GET") return notAllowed(call);
      if (listed !== appId) return notFound("apps", listed);
      const read = readQuery(call.query, listing);
      return read instanceof Response
        ? read
        : Response.json({ data: hooks.all.slice(0, read.limit).map(resource) });
    }
    const [, id, below] = /^\/v1\/webhooks\/([^/]+)(\/deliveries)?$/.exec(path) ?? [];
    if (id !== undefined) return ofOne(call, id, below);
    // there is no list of all apps' webhooks
    if (method !== "POST") return notAllowed(call);
    if (path === "/v1/webhooks") return create(call);
    if (path === "/v1/webhookPings") return ping(call);
    return path === "/v1/webhookDeliveries" ? redeliver(call) : null;
  };
}

function notAllowed({ method, path }: Call): Response {
  return refuse(403, "FORBIDDEN_ERROR", `The resource '${path}' does not allow '${method}'.`);
}

function resource({ id, secret: _, ...attributes }: Webhook) {
  return { type: "webhooks", id, attributes };
}

function deliveryResource(
  { id, body, status, createdDate, deliveryState, redelivery, errorMessage }: WebhookDelivery,
) {
  const event = JSON.parse(body).data;
  return {
    type: "webhookDeliveries",
    id,
    attributes: {
      ...{ createdDate, deliveryState, redelivery, errorMessage, sentDate: createdDate },
      ...status === null ? {} : { response: { httpStatusCode: status, body: "" } },
    },
    relationships: { event: { data: { type: "webhookEvents", id: event.id } } },
  };
}
