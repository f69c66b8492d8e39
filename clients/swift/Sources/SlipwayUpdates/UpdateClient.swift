import Foundation

/// Hears of updates, and says what to do about them. One for each component that an app is; it does nothing until `start` or `refresh`. None
/// of its functions throws: whatever fails, the app goes on as always.
public actor UpdateClient {
    public nonisolated let configuration: UpdateConfiguration
    public private(set) var state: UpdateState

    let signature: Signature
    let memory: Memory
    var accepted: AcceptedFeed?
    /// A build that a signed broadcast told of, until a feed says the same.
    var heard: (seq: Int, build: Int)?
    var poll = Poll()
    var isStarted = false
    var live: Task<Void, Never>?
    var installation: String?
    var skippedBuild: Int?
    var nudgedAt: Date?
    /// The feed about which a person asked.
    private var manualSeq: Int?
    var problem: String?
    var isRestored = false
    private var listeners: [UUID: AsyncStream<UpdateState>.Continuation] = [:]

    public init(_ configuration: UpdateConfiguration) {
        self.init(configuration, signature: Signature(keys: configuration.publicKeys))
    }

    init(_ configuration: UpdateConfiguration, signature: Signature) {
        self.configuration = configuration
        self.signature = signature
        memory = Memory(
            storage: configuration.storage, component: configuration.component, channel: configuration.channel)
        state = .nothingKnown(build: configuration.build)
    }

    deinit {
        live?.cancel()
        poll.timer?.cancel()
        poll.hint?.cancel()
    }

    /// The state now, and after each change, for as long as somebody reads.
    public func states() -> AsyncStream<UpdateState> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: UpdateState.self, bufferingPolicy: .bufferingNewest(1))
        let id = UUID()
        listeners[id] = continuation
        continuation.onTermination = { [weak self] _ in Task { await self?.forget(id) } }
        continuation.yield(state)
        return stream
    }

    /// Shows what is remembered, asks, and goes on asking: every 15 minutes, after broadcasts, and at each further `start`, which an app
    /// calls when it comes to the foreground. Ends after the first answer.
    public func start() async {
        if begin() { await look() }
    }

    /// As `start`, without waiting for an answer.
    func wake() {
        if begin() { Task { await look() } }
    }

    /// Whether it is time to look.
    private func begin() -> Bool {
        restore()
        let isFirst = !isStarted
        isStarted = true
        if isFirst { listen() }
        return isFirst || isRested
    }

    /// For the background: what is shown stays.
    public func stop() {
        isStarted = false
        live?.cancel()
        live = nil
        poll.stop()
    }

    /// Asks now. `isManual` is for a person who pressed "Check for updates": no share of a rollout and no pause stands in the way.
    @discardableResult
    public func refresh(isManual: Bool = false) async -> UpdateState {
        restore()
        await look()
        if isManual {
            manualSeq = accepted?.feed.seq
            update()
        }
        return state
    }

    /// The one place where what is known changes: every path ends here. `feed` is what the server answered, `signature` its header; whether
    /// it counts.
    @discardableResult
    public func apply(feed: Data, signature: String? = nil) -> Bool {
        restore()
        return converge(feed, signature: signature, etag: nil)
    }

    /// No more of this build: of a later one again.
    public func skip() {
        guard state.decision.canSkip, let build = state.decision.build else { return }
        skippedBuild = build
        manualSeq = nil
        memory.write("\(build)", .skipped)
        update()
    }

    /// The dialog was put off: it comes back when the policy's pause is over.
    public func nudged() {
        let now = configuration.clock.now()
        nudgedAt = now
        manualSeq = nil
        memory.write("\(now.timeIntervalSince1970)", .nudged)
        update()
    }

    /// Random and of this installation alone.
    public func installationID() -> String {
        restore()
        return installation ?? ""
    }

    func fail(_ code: String) {
        problem = code
        update()
    }

    /// Brings the state up to what is known, and tells who reads it.
    func update() {
        var decision = decide(feed: accepted?.feed, client: client(at: accepted?.at ?? configuration.clock.now()))
        if decision.kind == .required && accepted?.mayBlock != true { decision.kind = .recommended }
        let next = UpdateState(
            decision: decision,
            build: configuration.build,
            newestBuild: [decision.build, heard?.build].compactMap { $0 }.max(),
            skippedBuild: skippedBuild,
            checkedAt: accepted?.at,
            problem: problem)
        guard next != state else { return }
        state = next
        for listener in listeners.values { listener.yield(next) }
    }

    /// The feed is judged as of when it was confirmed; a nudge is as long ago as it is.
    func client(at: Date) -> DecisionClient {
        let elapsed = configuration.clock.now().timeIntervalSince(at)
        let seq = accepted?.feed.seq
        return DecisionClient(
            component: configuration.component,
            channel: configuration.channel,
            build: configuration.build,
            os: configuration.os,
            installationID: installation,
            isManual: seq != nil && seq == manualSeq,
            now: at,
            remembered: .init(seq: seq, skippedBuild: skippedBuild, nudgedAt: nudgedAt?.addingTimeInterval(-elapsed)))
    }

    private func forget(_ id: UUID) {
        listeners[id] = nil
    }
}
