#if canImport(SwiftUI)
import SlipwayUpdates
import SwiftUI

/// A line above the content of a page: there is an update, and where. Nothing when there is none.
public struct UpdateBanner: View {
    @ObservedObject private var store: UpdateStore
    @Environment(\.openURL) private var openURL

    public init(_ store: UpdateStore) {
        self.store = store
    }

    public var body: some View {
        if store.surface == .banner {
            content(store.state.decision)
        }
    }

    private func content(_ decision: Decision) -> some View {
        HStack(alignment: .center, spacing: 12) {
            VStack(alignment: .leading, spacing: 2) {
                Text(decision.isStuck ? Words.stuckTitle : Words.bannerTitle).font(.headline)
                Text(decision.detail).font(.subheadline).foregroundStyle(.secondary)
            }
            .accessibilityElement(children: .combine)
            Spacer(minLength: 0)
            if let link = decision.updateLink {
                Button(Words.update) { openURL(link) }.buttonStyle(.borderedProminent)
            } else if let link = decision.contactLink {
                Button(Words.contact) { openURL(link) }.buttonStyle(.bordered)
            }
        }
        .padding()
        .frame(maxWidth: .infinity)
        .background(.thinMaterial)
        .accessibilityElement(children: .contain)
        .accessibilityIdentifier("slipway.banner")
    }
}
#endif
