// swift-tools-version: 6.0
import PackageDescription

// A package of its own, so that SlipwayUpdates resolves without network and without dependencies.
let package = Package(
    name: "SlipwayUpdatesSupabase",
    platforms: [.iOS(.v16), .macOS(.v13)],
    products: [
        .library(name: "SlipwayUpdatesSupabase", targets: ["SlipwayUpdatesSupabase"])
    ],
    dependencies: [
        .package(name: "SlipwayUpdates", path: ".."),
        .package(url: "https://github.com/supabase/supabase-swift", from: "2.54.0"),
    ],
    targets: [
        .target(
            name: "SlipwayUpdatesSupabase",
            dependencies: [
                .product(name: "SlipwayUpdates", package: "SlipwayUpdates"),
                .product(name: "Supabase", package: "supabase-swift"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
