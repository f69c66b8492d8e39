// swift-tools-version: 6.0
import Foundation
import PackageDescription

let package = Package(
    name: "SlipwayUpdates",
    defaultLocalization: "en",
    platforms: [.iOS(.v16), .macOS(.v13)],
    products: [
        .library(name: "SlipwayUpdates", targets: ["SlipwayUpdates"]),
        .library(name: "SlipwayUpdatesUI", targets: ["SlipwayUpdatesUI"]),
    ],
    targets: [
        .target(name: "SlipwayUpdates", resources: [.process("Resources")]),
        .target(name: "SlipwayUpdatesUI", dependencies: ["SlipwayUpdates"], resources: [.process("Resources")]),
    ],
    swiftLanguageModes: [.v6]
)

// The copy of an app comes without them: they read the vectors that lie beside this folder.
let tests = "Tests/SlipwayUpdatesTests"
if FileManager.default.fileExists(atPath: "\(Context.packageDirectory)/\(tests)") {
    package.targets.append(.testTarget(name: "SlipwayUpdatesTests", dependencies: ["SlipwayUpdates"]))
}
