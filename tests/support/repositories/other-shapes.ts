import type { Shape } from "./shape.ts";
import { pbxproj } from "./xcode-project.ts";

/** Apps and services of other ecosystems. */
export const otherShapes: Shape[] = [
  {
    kind: "Flutter: one app for all its platforms; packages of Dart and plugins are left out",
    files: {
      "app/pubspec.yaml":
        "name: counter\ndescription: Counts.\nversion: 1.4.0+64\ndependencies:\n  flutter:\n    sdk: flutter\n",
      "app/android/app/build.gradle.kts":
        'plugins { id("com.android.application") }\nandroid { defaultConfig { versionCode = flutter.versionCode } }\n',
      "app/ios/Runner.xcodeproj/project.pbxproj": pbxproj({
        targets: [{
          name: "Runner",
          product: "application",
          settings: { CURRENT_PROJECT_VERSION: "$(FLUTTER_BUILD_NUMBER)" },
        }],
      }),
      "app/ios/Runner/Info.plist": "<plist/>\n",
      "packages/logic/pubspec.yaml": "name: logic\n",
      "packages/plugin/pubspec.yaml": "name: plugin\nflutter:\n  plugin:\n    platforms: {}\n",
      "packages/plugin/ios/Runner/x": "",
    },
    components: { counter: ["android", "app", 64, "app/pubspec.yaml /version"] },
    leftOut: ["packages/logic", "packages/plugin"],
    remarks: [
      /one number counts for both stores/,
    ],
  },
  {
    kind: "Gradle: the Android app owns its build; a convention plugin and a version catalog are understood",
    files: {
      "settings.gradle.kts": 'include(":app", ":core", ":catalog")\n',
      "build.gradle.kts":
        "plugins {\n  alias(libs.plugins.android.application) apply false\n  alias(libs.plugins.android.application).apply(false)\n}\n",
      "app/build.gradle.kts":
        'plugins {\n  alias(libs.plugins.acme.android.application)\n}\nandroid {\n  defaultConfig {\n    versionCode = 8\n    versionName = "0.1.2"\n  }\n}\n',
      "core/build.gradle.kts": "plugins { alias(libs.plugins.android.library) }\n",
      "app-catalog/build.gradle.kts": 'plugins { id("acme.android.application") }\n',
    },
    components: {
      android: ["android", ".", 8, "app/build.gradle.kts versionCode", "app/build.gradle.kts versionName"],
    },
    leftOut: ["app-catalog"],
  },
  {
    kind: "Kotlin Multiplatform: one app for each store, and none for the code that they share",
    files: {
      "settings.gradle.kts": 'include(":androidApp", ":shared")\n',
      "androidApp/build.gradle.kts":
        'plugins { id("com.android.application") }\nandroid { defaultConfig {\n versionCode = 3\n } }\n',
      "shared/build.gradle.kts": 'plugins { kotlin("multiplatform"); id("com.android.library") }\n',
      "iosApp/iosApp.xcodeproj/project.pbxproj": pbxproj({
        settings: { SDKROOT: "iphoneos" },
        targets: [{
          name: "iosApp",
          product: "application",
          settings: { CURRENT_PROJECT_VERSION: "3", PRODUCT_BUNDLE_IDENTIFIER: "test.kmp" },
        }],
      }),
    },
    components: {
      android: ["android", ".", 3, "androidApp/build.gradle.kts versionCode"],
      ios: ["ios", "iosApp", 3, "iosApp/iosApp.xcodeproj/project.pbxproj CURRENT_PROJECT_VERSION"],
    },
  },
  {
    kind: "Gradle: a server of Spring Boot",
    files: {
      "settings.gradle": "rootProject.name = 'billing'\n",
      "build.gradle": "plugins {\n  id 'org.springframework.boot' version '4.0.0'\n}\nversion = '1.7.0'\n",
    },
    components: { foreign: ["server", ".", 0] },
  },
  {
    kind: "Cargo: the program of a workspace owns it; libraries and tools are left out",
    files: {
      "Cargo.toml": '[workspace]\nmembers = ["crates/*", "xtask"]\n[workspace.package]\nversion = "0.9.1"\n',
      "crates/app/Cargo.toml":
        '[package]\nname = "fd-like"\nversion.workspace = true\n[dependencies]\nclap = "4"\n',
      "crates/app/src/main.rs": "fn main() {}\n",
      "crates/core/Cargo.toml": '[package]\nname = "fd-core"\nversion = "0.9.1"\n',
      "xtask/Cargo.toml": '[package]\nname = "xtask"\nversion = "0.0.0"\n',
      "xtask/src/main.rs": "fn main() {}\n",
    },
    components: { "fd-like": ["cli", ".", 0] },
    leftOut: ["crates/core", "xtask"],
    remarks: [/crates\/app\/Cargo.toml: it holds a version/],
  },
  {
    kind: "Cargo: without a program the library is what ships",
    files: { "Cargo.toml": '[package]\nname = "serdelike"\nversion = "1.0.0"\n', "src/lib.rs": "" },
    components: { serdelike: ["library", ".", 0] },
  },
  {
    kind: "Tauri: page, package and Rust are one desktop app",
    files: {
      "package.json": {
        name: "tray",
        private: true,
        version: "1.8.5",
        dependencies: { "@tauri-apps/api": "2" },
        scripts: { dev: "vite", tauri: "tauri" },
      },
      "package-lock.json": {},
      "src-tauri/tauri.conf.json": { productName: "Tray", version: "1.8.5", identifier: "test.tray" },
      "src-tauri/Cargo.toml": '[package]\nname = "tray"\nversion = "1.8.5"\n',
      "src-tauri/src/main.rs": "fn main() {}\n",
    },
    components: { tray: ["desktop", ".", 0, "package.json /build"] },
  },
  {
    kind: "Tauri: a page in another folder ships inside the app",
    files: {
      "package.json": { name: "root", private: true, workspaces: ["apps/*"] },
      "apps/page/package.json": { name: "page", private: true, scripts: { dev: "vite" } },
      "crates/shell/tauri.conf.json": {
        productName: "Shell",
        build: { frontendDist: "../../apps/page/build", beforeDevCommand: "npm run dev" },
      },
      "crates/shell/Cargo.toml": '[package]\nname = "shell"\nversion = "0.1.0"\n',
      "crates/shell/src/main.rs": "fn main() {}\n",
    },
    components: { shell: ["desktop", "crates/shell", 0] },
  },
  {
    kind: "Electron stands among the development dependencies",
    files: {
      "package.json": {
        name: "lite",
        private: true,
        dependencies: { "react-dom": "1" },
        devDependencies: { electron: "1" },
        scripts: { dev: "vite build && electron ." },
      },
    },
    components: { lite: ["desktop", ".", 0, "package.json /build"] },
  },
  {
    kind: "Expo: the numbers of app.json are mirrors when both stores have the same",
    files: {
      "package.json": {
        name: "go",
        private: true,
        dependencies: { expo: "50", "react-native": "1" },
        scripts: { start: "expo start" },
      },
      "app.json": {
        expo: {
          name: "Go",
          version: "2.2.0",
          ios: { bundleIdentifier: "test.go", buildNumber: "21" },
          android: { package: "test.go", versionCode: 21 },
        },
      },
    },
    components: {
      go: ["android", ".", 21, "app.json /expo/ios/buildNumber", "app.json /expo/android/versionCode"],
    },
  },
  {
    kind: "Expo: numbers that differ, and those that EAS counts, are named",
    files: {
      "package.json": { name: "root", private: true, workspaces: ["apps/*"] },
      "apps/one/package.json": { name: "one", private: true, dependencies: { expo: "50" } },
      "apps/one/app.json": { expo: { ios: { buildNumber: "3" }, android: { versionCode: 4 } } },
      "apps/two/package.json": { name: "two", private: true, dependencies: { expo: "50" } },
      "apps/two/app.json": { expo: { android: { versionCode: 4 } } },
      "apps/two/eas.json": { cli: { appVersionSource: "remote" } },
    },
    components: { one: ["android", "apps/one", 4], two: ["android", "apps/two", 0] },
    remarks: [/apps\/one\/app.json has no one whole number/, /apps\/two\/app.json: EAS counts/],
  },
  {
    kind: "Python: a server with its page beside it; a list of requirements alone is no project",
    files: {
      "backend/pyproject.toml":
        '[project]\nname = "app"\nversion = "0.5.0"\ndependencies = ["fastapi", "uvicorn"]\n',
      "backend/Dockerfile": "FROM python:3\n",
      "frontend/package.json": {
        name: "frontend",
        private: true,
        devDependencies: { vite: "1" },
        scripts: { dev: "vite", build: "vite build" },
      },
      "frontend/index.html": "<p></p>\n",
      "compose.yaml":
        "services:\n  db: { image: postgres }\n  backend: { build: { context: ./backend } }\n  frontend: { build: ./frontend }\n",
      "docs/requirements.txt": "mkdocs\n",
    },
    components: {
      frontend: ["web", "frontend", 0, "frontend/package.json /build"],
      backend: ["server", "backend", 0],
    },
    remarks: [/backend\/pyproject.toml: it holds a version/],
  },
  {
    kind: "Python: Django by manage.py, a command by its scripts",
    files: {
      "site/manage.py": "",
      "site/requirements.txt": "Django==5\n",
      "cmd/pyproject.toml":
        '[project]\nname = "greet"\nversion = "1.0"\n[project.scripts]\ngreet = "greet:main"\n[build-system]\nrequires = ["hatchling"]\n',
    },
    components: { greet: ["cli", "cmd", 0], site: ["server", "site", 0] },
  },
  {
    kind: "Go: the programs of a module ship together, and its chart by itself",
    files: {
      "go.mod": "module example.test/acme/pod/v2\n\nrequire github.com/gorilla/mux v1.8.0\n",
      "cmd/pod/main.go": "package main\n",
      "cmd/podctl/main.go": "package main\n",
      "examples/hello/main.go": "package main\n",
      "Dockerfile": "FROM golang\n",
      "charts/pod/Chart.yaml": "name: pod\nversion: 6.1.0\nappVersion: 6.1.0\n",
      "charts/pod/charts/redis/Chart.yaml": "name: redis\nversion: 1.0.0\n",
    },
    components: { pod: ["server", ".", 0], "pod-chart": ["server", "charts/pod", 0] },
    remarks: [/go.mod: 2 programs ship together/, /charts\/pod\/Chart.yaml: it holds a version/],
  },
  {
    kind: "Elixir: an umbrella is one server, its applications and the assets of Phoenix with it",
    files: {
      "mix.exs":
        'defmodule Plaza.MixProject do\n  def project, do: [apps_path: "apps", version: "0.1.0"]\nend\n',
      "apps/web/mix.exs":
        'defmodule Web.MixProject do\n  def project, do: [app: :web]\n  defp deps, do: [{:phoenix, "1"}]\nend\n',
      "apps/web/assets/package.json": { name: "assets", private: true, scripts: { dev: "vite" } },
    },
    components: { foreign: ["server", ".", 0] },
    leftOut: ["apps/web/assets"],
  },
  {
    kind:
      "containers: services that compose builds ship, whatever they are written in; images of others do not",
    files: {
      "docker-compose.yml":
        "services:\n  proxy:\n    build:\n      context: .\n      dockerfile: services/proxy/Dockerfile\n  mail:\n    build: ./services/mail\n  cache:\n    image: redis\n",
      "services/proxy/Dockerfile": "FROM nginx\n",
      "services/mail/Dockerfile": "FROM php\n",
      ".devcontainer/Dockerfile": "FROM debian\n",
    },
    components: { mail: ["server", "services/mail", 0], proxy: ["server", "services/proxy", 0] },
  },
  {
    kind: "a host's settings: a site without any package",
    files: { "site/netlify.toml": '[build]\npublish = "."\n', "site/index.html": "<p></p>\n" },
    components: { site: ["web", "site", 0] },
  },
];
