import process from "node:process";
import { CommandError } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { readStoreCredential, type StoreCredential } from "../app-store/credentials.ts";
import { createRequests } from "../app-store/requests.ts";
import { connect, type ControlPlane } from "../control-plane/control-plane.ts";
import { readCredential } from "../control-plane/credentials.ts";
import { resolveProject } from "../control-plane/project.ts";
import { openGit } from "../git/git.ts";
import { resolveEnvironment } from "../manifest/environment.ts";
import { findRoot, loadWorkspace, type Workspace } from "../manifest/load.ts";
import type { Manifest } from "../manifest/schema.ts";
import { functionUrl } from "../setup/function-secrets.ts";
import { createWebhookApi, type WebhookApi } from "./webhook-api.ts";

/** An app of the store, with the components that it is: one app may have a build for iOS and one for macOS. */
export interface WebhookApp {
  appId: string;
  components: string[];
  /** What its webhook is to call. The address names the app, because Apple's events do not. */
  url: string;
}

/** Everything that the commands around webhooks need. */
export interface WebhookSession {
  workspace: Workspace;
  api: WebhookApi;
  credential: StoreCredential;
  control: ControlPlane;
  /** Those that are asked for. */
  apps: WebhookApp[];
  /** All others of version.json: their webhooks sign with the same secret. */
  others: WebhookApp[];
}

/** Reads version.json and both credentials. Raises `store_missing` (exit 2), and what reading them raises. */
export async function openWebhooks(component: string | undefined): Promise<WebhookSession> {
  const workspace = await loadWorkspace(findRoot(process.cwd()));
  const { root, manifest } = workspace;
  const wanted = componentsByApp(manifest, component);
  const project = await resolveProject(openGit(root), manifest, resolveEnvironment(manifest));
  const [store, access] = await Promise.all([readStoreCredential(), readCredential(project, "secret")]);
  const base = await functionUrl(root, access.url, "asc-webhook");
  const addressed = ([appId, components]: [string, string[]]) => {
    return { appId, components, url: `${base}/${appId}` };
  };
  const others = [...componentsByApp(manifest)].filter(([appId]) => !wanted.has(appId));
  return {
    workspace,
    credential: store,
    api: createWebhookApi(createRequests(store)),
    control: connect(access),
    apps: [...wanted].map(addressed),
    others: others.map(addressed),
  };
}

function componentsByApp(manifest: Manifest, wanted?: string): Map<string, string[]> {
  const apps = new Map<string, string[]>();
  for (const [key, { store }] of Object.entries(manifest.components)) {
    if (store === undefined || (wanted ?? key) !== key) continue;
    apps.set(store.app_id, [...apps.get(store.app_id) ?? [], key]);
  }
  if (apps.size > 0) return apps;
  throw new CommandError(
    "store_missing",
    wanted === undefined ? "no component comes from a store" : `${wanted} comes from no store`,
    'Add "store": { "type": "app-store-connect", "app_id": "<Apple ID>" } to it in version.json.',
    exitCode.usage,
  );
}
