import { expect, test } from "vitest";
import { filesOfTarget } from "../../../../scripts/release/publish/assets/match-targets.ts";

const find = (target: string, type: "tauri" | "electron" | "sparkle", ...names: string[]) =>
  filesOfTarget(
    target,
    type,
    names.map((name) => ({ name: name.replace(/\+$/, ""), isSigned: name.endsWith("+") })),
  )
    .map(({ name }) => name);

const tauri = [
  ...["Tray_aarch64.app.tar.gz", "Tray_x64.app.tar.gz", "Tray_1.9.0_aarch64.dmg", "Tray_1.9.0_x64-setup.exe"],
  ...["Tray_1.9.0_arm64-setup.exe", "tray_1.9.0_amd64.AppImage", "tray_1.9.0_arm64.deb"],
];
const electron = [
  ...["Desk Setup 1.9.0.exe", "Desk-1.9.0-arm64-mac.zip", "Desk-1.9.0-mac.zip", "Desk-1.9.0.AppImage"],
  ...["Desk-1.9.0-arm64.AppImage", "Desk-1.9.0.dmg", "latest.yml", "Desk-1.9.0.AppImage.blockmap"],
];

test.each(
  [
    ["darwin-aarch64", "Tray_aarch64.app.tar.gz"],
    ["darwin-x86_64", "Tray_x64.app.tar.gz"],
    ["windows-x86_64", "Tray_1.9.0_x64-setup.exe"],
    ["windows-aarch64", "Tray_1.9.0_arm64-setup.exe"],
    ["linux-x86_64", "tray_1.9.0_amd64.AppImage"],
    ["linux-aarch64-deb", "tray_1.9.0_arm64.deb"],
  ] as const,
)("Tauri's bundles: %s is %s", (target, name) => {
  expect(find(target, "tauri", ...tauri)).toEqual([name]);
});

test.each(
  [
    ["windows-x64", "Desk Setup 1.9.0.exe"],
    ["darwin-arm64", "Desk-1.9.0-arm64-mac.zip"],
    ["macos-x64", "Desk-1.9.0-mac.zip"],
    ["linux-x64", "Desk-1.9.0.AppImage"],
    ["linux-arm64", "Desk-1.9.0-arm64.AppImage"],
  ] as const,
)("electron-builder's, which does not name the usual processor: %s is %s", (target, name) => {
  expect(find(target, "electron", ...electron)).toEqual([name]);
});

test("a universal file is for both Macs, unless one has its own", () => {
  expect(find("darwin-aarch64", "tauri", "Tray_universal.app.tar.gz")).toEqual(["Tray_universal.app.tar.gz"]);
  expect(find("darwin-universal", "sparkle", "Desk.dmg")).toEqual(["Desk.dmg"]);
  expect(find("darwin-x86_64", "tauri", "T_universal.app.tar.gz", "T_x64.app.tar.gz")).toEqual([
    "T_x64.app.tar.gz",
  ]);
});

test("of two installers the signed one counts; both signed are a question, which a longer target answers", () => {
  expect(find("windows-x86_64", "tauri", "T_x64-setup.exe+", "T_x64_en-US.msi")).toEqual(["T_x64-setup.exe"]);
  expect(find("windows-x86_64", "tauri", "T_x64-setup.exe+", "T_x64_en-US.msi+")).toHaveLength(2);
  expect(find("windows-x86_64-msi", "tauri", "T_x64-setup.exe+", "T_x64_en-US.msi+")).toEqual([
    "T_x64_en-US.msi",
  ]);
});

test("a file of another processor or system is none", () => {
  expect(find("windows-x86_64", "tauri", "T_arm64-setup.exe", "T_x86-setup.exe")).toEqual([]);
  expect(find("linux-x86_64", "tauri", "Tray_x64.app.tar.gz")).toEqual([]);
  expect(find("darwin-aarch64", "tauri", "Tray_1.9.0_aarch64.dmg")).toEqual([]);
});

test("a name of its own is found in names of files", () => {
  expect(find("toaster", "tauri", "tray-toaster.bin", "tray-toaster.bin.sig", "tray.bin")).toEqual([
    "tray-toaster.bin",
  ]);
});
