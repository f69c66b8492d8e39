#if canImport(Combine)
import Combine
import Foundation

/// What views observe. Keep one for the life of the app.
@MainActor
public final class UpdateStore: ObservableObject {
    @Published public private(set) var state: UpdateState
    /// The dialog was put off while the app was in the foreground: until it comes back, a banner says the same.
    @Published public private(set) var isPutOff = false

    public nonisolated let client: UpdateClient
    public nonisolated let push: PushRegistration

    private var tasks: [Task<Void, Never>] = []
    /// In their order: whether the app is in the foreground.
    private let phases: AsyncStream<Bool>.Continuation
    private var activeScenes: Set<UUID> = []

    public init(_ configuration: UpdateConfiguration) {
        let client = UpdateClient(configuration)
        self.client = client
        push = PushRegistration(client)
        state = .nothingKnown(build: configuration.build)
        let (isActive, phases) = AsyncStream.makeStream(of: Bool.self)
        self.phases = phases
        tasks.append(
            Task { [weak self] in
                for await state in await client.states() { self?.take(state) }
            })
        tasks.append(
            Task {
                for await isActive in isActive {
                    if isActive { await client.wake() } else { await client.stop() }
                }
            })
    }

    deinit {
        for task in tasks { task.cancel() }
    }

    public var isOutdated: Bool {
        state.isOutdated
    }

    /// Where the decision is shown now.
    public var surface: UpdateState.Surface {
        state.surface == .dialog && isPutOff ? .banner : state.surface
    }

    /// At launch, and whenever the app comes to the foreground.
    public func start() {
        isPutOff = false
        phases.yield(true)
    }

    /// For the background.
    public func stop() {
        phases.yield(false)
    }

    /// For a person who pressed "Check for updates".
    public func refresh() async {
        isPutOff = false
        take(await client.refresh(isManual: true))
    }

    /// No more of this build.
    public func skip() {
        isPutOff = true
        Task { await client.skip() }
    }

    /// Not now.
    public func later() {
        isPutOff = true
        Task { await client.nudged() }
    }

    /// An app with several windows is in the foreground as long as one of them is.
    public func scene(_ id: UUID, isActive: Bool) {
        let wasActive = !activeScenes.isEmpty
        if isActive { activeScenes.insert(id) } else { activeScenes.remove(id) }
        if isActive && !wasActive { start() }
        if !isActive && wasActive && activeScenes.isEmpty { stop() }
    }

    private func take(_ state: UpdateState) {
        // Another build, or one that became urgent, is not what was put off.
        let isNew = state.surface == .dialog && self.state.surface != .dialog
        if isNew || state.decision.build != self.state.decision.build { isPutOff = false }
        self.state = state
    }
}
#endif
