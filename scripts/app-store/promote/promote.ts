import type { Tree } from "../../manifest/tree.ts";
import type { App } from "../app.ts";
import { nameOf, type TrainBuild } from "../train.ts";
import { decide, type Decision } from "./decide.ts";
import type { StoreReviews } from "./reviews.ts";
import { isForSale } from "./states.ts";
import type { ReleaseType, StoreVersion, StoreVersions } from "./versions.ts";
import { missingWhatsNew, readWhatsNew } from "./whats-new.ts";

/** The parts of the store that a promotion talks to, and who listens. */
export interface PromotionDeps {
  app: App;
  tree: Tree;
  versions: StoreVersions;
  reviews: StoreReviews;
  signal: AbortSignal;
  note(line: string): void;
}

interface PromotionWish {
  build: TrainBuild;
  isPhased: boolean;
  /** What the version has already, or AFTER_APPROVAL, when it is missing. */
  releaseType?: ReleaseType;
}

/** What became of it. */
interface Promoted {
  version: string;
  build: number;
  /** Of the version in the App Store. */
  state: string;
  isPhased: boolean;
  outcome: "submitted" | "nothing_to_do";
}

/**
 * Brings a build into Apple's review: its version with what is new, the build, a phased release, a submission. Everything that the store's
 * answers speak against is refused before anything is changed; what is done already stays, so that the same command goes on after any failure.
 * Raises what `decide` and `readWhatsNew` raise, `whats_new_missing`, and what the client raises.
 */
export async function promote(deps: PromotionDeps, wish: PromotionWish): Promise<Promoted> {
  const { app, versions, reviews, signal, note } = deps;
  const { build, isPhased, releaseType } = wish;
  const [listed, submissions] = await Promise.all([versions.list(signal), reviews.listOpen(signal)]);
  const decision = decide({ key: app.key, build, versions: listed, submissions, isPhased });
  if (decision.kind === "done") {
    const { state, phased } = decision.version;
    note(`${nameOf(build)} is ${state} already`);
    return {
      version: build.version,
      build: build.build,
      state,
      isPhased: phased !== null,
      outcome: "nothing_to_do",
    };
  }
  const model = decision.version ?? listed.find(isForSale);
  const texts = decision.isFirst ? new Map<string, string>() : await newTexts(deps, build, model);
  await takeOut(deps, decision);
  const version = await prepare(deps, decision, build, releaseType);
  await tell(deps, version, texts, decision);
  if (version.buildId !== build.id) {
    await versions.setBuild(version.id, build.id, signal);
    note(`version ${build.version} is ${nameOf(build)}`);
  }
  if (isPhased && version.phased === null) {
    await versions.startPhased(version.id, signal);
    note("it will reach automatic updates over seven days");
  }
  const draft = decision.draft ?? await reviews.create(signal);
  await reviews.add(draft.id, version.id, signal);
  const state = await reviews.submit(draft.id, signal);
  note(`submitted: ${state}`);
  return {
    version: build.version,
    build: build.build,
    state,
    isPhased: isPhased || version.phased !== null,
    outcome: "submitted",
  };
}

/** The version that the build is sold as: named as the build's train is, and released when it is wished. */
async function prepare(
  { versions, signal, note }: PromotionDeps,
  { version }: Extract<Decision, { kind: "submit" }>,
  build: TrainBuild,
  releaseType: ReleaseType | undefined,
): Promise<StoreVersion> {
  if (version === null) {
    const made = await versions.create(build.version, releaseType ?? "AFTER_APPROVAL", signal);
    note(`version ${build.version} is new in the App Store`);
    return made;
  }
  const change = {
    ...version.version === build.version ? {} : { versionString: build.version },
    ...releaseType === undefined || releaseType === version.releaseType ? {} : { releaseType },
  };
  if (Object.keys(change).length > 0) await versions.change(version.id, change, signal);
  if (change.versionString !== undefined) note(`version ${version.version} becomes ${build.version}`);
  return { ...version, ...change };
}

/** In a submission, sent or not, nothing of a version can be changed: it is taken out, and put in again when it is as it should be. */
async function takeOut(
  { reviews, signal }: PromotionDeps,
  { version, draft }: Extract<Decision, { kind: "submit" }>,
): Promise<void> {
  for (const item of draft?.items ?? []) {
    if (item.versionId === version?.id) await reviews.remove(item.id, signal);
  }
}

/** Looked at before anything is changed, by the languages of what is there: a new version gets those of the last one. */
async function newTexts(
  { app, tree, versions, signal }: PromotionDeps,
  { id, version }: TrainBuild,
  model: StoreVersion | undefined,
): Promise<Map<string, string>> {
  const whatsNew = await readWhatsNew({ tree, versions, app, build: id, version, signal });
  const locales = model === undefined
    ? []
    : (await versions.texts(model.id, signal)).map(({ locale }) => locale);
  const texts = await Promise.all(locales.map(async (locale) => ({ locale, text: await whatsNew(locale) })));
  const missing = texts.filter(({ text }) => text === undefined).map(({ locale }) => locale);
  if (missing.length > 0) throw missingWhatsNew(app, missing);
  return new Map(texts.map(({ locale, text }) => [locale, text ?? ""]));
}

async function tell(
  { versions, signal, note }: PromotionDeps,
  version: StoreVersion,
  texts: ReadonlyMap<string, string>,
  decision: Extract<Decision, { kind: "submit" }>,
): Promise<void> {
  if (decision.isFirst) return;
  const told: string[] = [];
  for (const { id, locale, whatsNew } of await versions.texts(version.id, signal)) {
    const text = texts.get(locale);
    if (text === undefined || text === whatsNew?.trim()) continue;
    await versions.setWhatsNew(id, text, signal);
    told.push(locale);
  }
  if (told.length > 0) note(`what is new is said in ${told.join(", ")}`);
}
