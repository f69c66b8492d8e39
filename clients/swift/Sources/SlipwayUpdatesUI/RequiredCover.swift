#if canImport(UIKit) && !os(watchOS)
import SlipwayUpdates
import SwiftUI
import UIKit

/// Puts the page into a window of its own above everything in its scene, sheets and alerts included. What lies below keeps its state.
struct RequiredCover: UIViewRepresentable {
    let decision: Decision?

    func makeUIView(context: Context) -> SceneView {
        SceneView()
    }

    func updateUIView(_ view: SceneView, context: Context) {
        view.decision = decision
    }

    static func dismantleUIView(_ view: SceneView, coordinator: Void) {
        view.decision = nil
    }

    /// Invisible; it knows its scene.
    final class SceneView: UIView {
        private var cover: UIWindow?

        var decision: Decision? {
            didSet { if decision != oldValue { show() } }
        }

        override func didMoveToWindow() {
            super.didMoveToWindow()
            show()
        }

        private func show() {
            guard let decision, let scene = window?.windowScene else {
                cover?.isHidden = true
                cover = nil
                return
            }
            let page = UIHostingController(rootView: UpdateRequiredView(decision))
            page.view.accessibilityViewIsModal = true
            if let cover {
                cover.rootViewController = page
                return
            }
            let cover = UIWindow(windowScene: scene)
            cover.windowLevel = .alert + 1
            cover.rootViewController = page
            cover.makeKeyAndVisible()
            self.cover = cover
            UIAccessibility.post(notification: .screenChanged, argument: page.view)
        }
    }
}
#endif
