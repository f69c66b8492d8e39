// Shows what the page's own script made of it. No page needs this.

const { updates } = document.querySelector("slipway-update");
const place = (id) => document.getElementById(id);

const sentences = {
  "up-to-date": "Up to date, and listening.",
  available: "There is a new version: the banner offers it.",
  recommended: "There is a new version: the dialog asks for it.",
  required: "This version may not run any more.",
  unknown: "Asking…",
};

function render() {
  const { build, newestBuild, isOutdated, decision, problem } = updates.state;
  const newest = newestBuild ?? build;
  place("build").textContent = build;
  place("newest").textContent = newest;
  place("decision").textContent = sentences[decision.kind];
  place("decision").classList.toggle("news", isOutdated);
  place("commands").textContent = commands(updates.component, newest + 1);
  if (problem !== null || decision.kind !== "unknown") log(problem ?? `build ${newest}: ${decision.kind}`);
}

function commands(component, build) {
  return [
    `npx --no slipway rollout ${component} --build ${build} --to 100%`,
    `npx --no slipway policy ${component} --min ${build} --reason "to see it"`,
  ].join("\n");
}

function log(words) {
  const list = place("log");
  if (list.querySelector("span")?.textContent === words) return;
  const line = document.createElement("li");
  const time = document.createElement("time");
  const text = document.createElement("span");
  time.textContent = new Date().toLocaleTimeString("en-GB");
  text.textContent = words;
  line.append(time, text);
  list.prepend(line);
}

function source() {
  const lines = place("app").textContent.trim().split("\n").map((line) => line.trim() && `  ${line.trim()}`);
  return [
    "<slipway-update></slipway-update>",
    '<script src="/supabase.js"></script>',
    '<script type="module">',
    ...lines,
    "</script>",
  ].join("\n");
}

place("source").textContent = source();
updates.subscribe(render);
render();
