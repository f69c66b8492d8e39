import {
  checkForm,
  checkLimit,
  checkRights,
  dueFault,
  faultAnswer,
  standardHeaders,
  whoAsks,
} from "./gate.ts";
import { notFound, withEtag } from "./reply.ts";
import { type Asked, findRoute, readBody, Refusal, type Route, type World } from "./route.ts";
import { graphqlRoute } from "./routes-graphql.ts";
import type { Answer, Call } from "./server.ts";

type Handle = (
  route: Route,
  asked: Asked,
  fault: ReturnType<typeof dueFault>,
) => ReturnType<Route["handle"]>;

/** Answers a call by one of the known routes, and remembers it. */
export async function recorded(
  world: World,
  call: Call,
  handle: Handle,
  known: readonly Route[],
): Promise<Answer> {
  const { answer, by } = await respond(world, call, handle, known);
  const query = call.query.size > 0 ? `?${call.query}` : "";
  world.state.calls.push({ call: `${call.method} ${call.path}${query}`, status: answer?.status ?? 0, by });
  return answer;
}

async function respond(world: World, call: Call, handle: Handle, known: readonly Route[]) {
  const { state, faults, now } = world;
  const fault = dueFault(faults, call);
  const early = checkForm(call) ?? (fault === null ? null : faultAnswer(fault));
  if (early !== null) return { answer: early, by: null };
  if (fault?.kind === "drop" && fault.when === "before") return { answer: null, by: null };
  const grant = whoAsks(call, state);
  if (grant !== null && "status" in grant) return { answer: grant, by: null };
  const by = grant?.login ?? null;
  const prefix = `/repos/${state.repo}`;
  const found = call.path === graphqlRoute.path && call.method === graphqlRoute.method
    ? { route: graphqlRoute, values: [] }
    : call.path.startsWith(prefix)
    ? findRoute(known, call.method, call.path.slice(prefix.length))
    : null;
  if (found === null) return { answer: notFound(), by };
  const { route, values } = found;
  const headers = () => standardHeaders(grant, route.needs, state);
  const refused = checkLimit(state, now()) ?? checkRights(grant, call.method, route.needs, state);
  if (refused !== null) return { answer: { ...refused, headers: headers() }, by };
  const asked: Asked = {
    call,
    grant: grant ?? { kind: "fine-grained", login: "", canPush: false },
    ...{ values, world },
    body: (schema) => readBody(call, schema),
  };
  const answer = withEtag(call, await attempt(() => handle(route, asked, fault)));
  // a 304 is free
  if (answer.status !== 304) state.limit.remaining--;
  if (fault?.kind === "drop") return { answer: null, by };
  return { answer: { ...answer, headers: { ...headers(), ...answer.headers } }, by };
}

async function attempt(work: () => ReturnType<Route["handle"]>): Promise<NonNullable<Answer>> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}
