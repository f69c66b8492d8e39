import SlipwayUpdates
import SlipwayUpdatesUI
import SwiftUI

@main
struct ExampleApp: App {
    @UIApplicationDelegateAdaptor(AppDelegate.self) private var delegate

    var body: some Scene {
        WindowGroup {
            HomeView(updates: delegate.updates).slipwayUpdates(delegate.updates)
        }
    }
}

struct HomeView: View {
    let updates: UpdateStore

    var body: some View {
        VStack(spacing: 0) {
            UpdateBanner(updates)
            List {
                Text("Your app")
                Button("Check for updates") {
                    Task { await updates.refresh() }
                }
            }
        }
    }
}
