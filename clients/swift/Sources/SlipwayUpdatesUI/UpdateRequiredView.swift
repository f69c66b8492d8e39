#if canImport(SwiftUI)
import SlipwayUpdates
import SwiftUI

/// All of the screen, with one button: this build can't be used any more. It scrolls when the text is large.
public struct UpdateRequiredView: View {
    private let decision: Decision
    @Environment(\.openURL) private var openURL

    public init(_ decision: Decision) {
        self.decision = decision
    }

    public var body: some View {
        GeometryReader { space in
            ScrollView {
                VStack(spacing: 16) {
                    Image(systemName: "arrow.down.circle").font(.largeTitle).accessibilityHidden(true)
                    Text(Words.requiredTitle).font(.title.bold()).accessibilityAddTraits(.isHeader)
                    Text(decision.message ?? Words.requiredDetail)
                    if let link = decision.updateLink {
                        Button(Words.update) { openURL(link) }.buttonStyle(.borderedProminent).controlSize(.large)
                    }
                    if let link = decision.contactLink {
                        Button(Words.contact) { openURL(link) }
                    }
                }
                .multilineTextAlignment(.center)
                .padding(24)
                .frame(maxWidth: .infinity, minHeight: space.size.height)
            }
        }
        .background(.background)
        .accessibilityAddTraits(.isModal)
        .accessibilityIdentifier("slipway.required")
    }
}
#endif
