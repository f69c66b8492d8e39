/** What both clients can do, and what it is called in each: `Type.member`, or a name of its own. */
export interface Concept {
  what: string;
  typescript: string;
  swift: string;
}

const concept = (what: string, typescript: string, swift: string): Concept => ({ what, typescript, swift });

export const concepts: readonly Concept[] = [
  concept("the document that everybody is told", "Feed", "Feed"),
  concept("reading it, strictly", "parseFeed", "Feed.init(json:)"),
  concept("a build on a channel", "Offer", "Offer"),
  concept("a build that matters more", "Mark", "Mark"),
  concept("the oldest and the wished-for build", "Policy", "Policy"),
  concept("how much a build matters", "Severity", "Severity"),
  concept("where an installation lies in a rollout", "bucket", "bucket"),
  concept("the rule", "decide", "decide"),
  concept("who asks", "Client", "DecisionClient"),
  concept("what to show", "Decision", "Decision"),
  concept("the client", "createUpdates", "UpdateClient"),
  concept("what it is told", "Options", "UpdateConfiguration"),
  concept("a pinned key", "PublicKey", "PublicKey"),
  concept("where it remembers", "UpdateStorage", "UpdateStorage"),
  concept("what an app shows", "State", "UpdateState"),
  concept("whether there is a newer build", "State.isOutdated", "UpdateState.isOutdated"),
  concept("the state now", "Updates.state", "UpdateClient.state"),
  concept("hearing of changes", "Updates.subscribe", "UpdateClient.states"),
  concept("asking, from now on", "Updates.start", "UpdateClient.start"),
  concept("no longer", "Updates.stop", "UpdateClient.stop"),
  concept("asking now", "Updates.refresh", "UpdateClient.refresh"),
  concept("where every path ends", "Updates.apply", "UpdateClient.apply"),
  concept("no more of this build", "Updates.skip", "UpdateClient.skip"),
  concept("not now", "Updates.nudged", "UpdateClient.nudged"),
  concept("a broadcast", "Updates.handleBroadcast", "UpdateClient.handleBroadcast"),
  concept("a push", "Updates.handlePush", "UpdateClient.handlePush"),
  concept("a push token", "PushToken", "PushToken"),
  concept("registering it", "Updates.registerPush", "UpdateClient.registerPush"),
  concept("taking it back", "Updates.unregisterPush", "UpdateClient.unregisterPush"),
  concept("what came of it", "PushResult", "PushResult"),
  concept("the installation's id", "Updates.installationId", "UpdateClient.installationID"),
  concept("which addresses are opened", "safeUrl", "Decision.updateLink"),
  concept("showing it", "SlipwayUpdateElement", "UpdateBanner"),
  concept("live, over the app's own Supabase client", "connectLive", "SupabaseTransport"),
];
