#if canImport(SwiftUI)
import Foundation
import SlipwayUpdates
import SwiftUI

extension View {
    /// At the root of every scene: asks when the app comes to the foreground, and shows the dialog and the page that fills the screen. The
    /// banner is yours to place: `UpdateBanner`.
    public func slipwayUpdates(_ store: UpdateStore) -> some View {
        modifier(SlipwayUpdatesModifier(store: store))
    }
}

private struct SlipwayUpdatesModifier: ViewModifier {
    @ObservedObject var store: UpdateStore
    @State private var scene = UUID()
    @Environment(\.scenePhase) private var phase
    @Environment(\.openURL) private var openURL

    func body(content: Content) -> some View {
        covered(content)
            // The buttons say what was chosen, and so whether it is still shown.
            .alert(decision.title, isPresented: .constant(store.surface == .dialog)) {
                if let link = decision.updateLink {
                    Button(Words.update) {
                        openURL(link)
                        store.later()
                    }
                    .keyboardShortcut(.defaultAction)
                } else if let link = decision.contactLink {
                    Button(Words.contact) {
                        openURL(link)
                        store.later()
                    }
                }
                if decision.canSkip {
                    Button(Words.skip) { store.skip() }
                }
                Button(Words.later, role: .cancel) { store.later() }
            } message: {
                Text(decision.detail)
            }
            .task(id: phase) {
                switch phase {
                case .active: store.scene(scene, isActive: true)
                case .background: store.scene(scene, isActive: false)
                default: break
                }
            }
            .onDisappear { store.scene(scene, isActive: false) }
    }

    private var decision: Decision {
        store.state.decision
    }

    private var required: Decision? {
        store.surface == .block ? decision : nil
    }

    #if canImport(UIKit) && !os(watchOS)
    private func covered(_ content: Content) -> some View {
        content.background(RequiredCover(decision: required))
    }
    #else
    private func covered(_ content: Content) -> some View {
        content
            .disabled(required != nil)
            .accessibilityHidden(required != nil)
            .overlay {
                if let required {
                    UpdateRequiredView(required)
                }
            }
    }
    #endif
}
#endif
