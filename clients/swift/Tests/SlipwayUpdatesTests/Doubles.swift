import Foundation
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

@testable import SlipwayUpdates

/// A value behind a lock.
final class Shared<Value: Sendable>: @unchecked Sendable {
    private let lock = NSLock()
    private var value: Value

    init(_ value: Value) {
        self.value = value
    }

    func get() -> Value {
        lock.withLock { value }
    }

    func change<Answer>(_ change: (inout Value) -> Answer) -> Answer {
        lock.withLock { change(&value) }
    }
}

/// A server that answers what it was told to, and remembers what it was asked.
final class FakeServer: UpdateHTTP {
    struct Answer: Sendable {
        var status = 200
        var body = Data()
        var headers: [String: String] = [:]
    }

    let asked = Shared<[URLRequest]>([])
    /// Nil: there is no network.
    let answer = Shared<Answer?>(nil)

    init(_ answer: Answer? = nil) {
        self.answer.change { $0 = answer }
    }

    convenience init(feed: JSON, headers: [String: String] = [:]) {
        self.init(Answer(body: feed.data, headers: headers))
    }

    func send(_ request: URLRequest) async throws -> (Data, HTTPURLResponse) {
        asked.change { $0.append(request) }
        guard let answer = answer.get(), let url = request.url,
            let response = HTTPURLResponse(
                url: url, statusCode: answer.status, httpVersion: nil, headerFields: answer.headers)
        else { throw URLError(.notConnectedToInternet) }
        return (answer.body, response)
    }

    func say(_ feed: JSON, headers: [String: String] = [:]) {
        answer.change { $0 = Answer(body: feed.data, headers: headers) }
    }

    var addresses: [String] {
        asked.get().map { $0.url?.absoluteString ?? "" }
    }
}

final class FakeStorage: UpdateStorage {
    let texts = Shared<[String: String]>([:])

    func read(_ key: String) -> String? {
        texts.get()[key]
    }

    func write(_ text: String, forKey key: String) {
        texts.change { $0[key] = text }
    }
}

struct BrokenStorage: UpdateStorage {
    func read(_ key: String) throws -> String? {
        throw CocoaError(.fileReadUnknown)
    }

    func write(_ text: String, forKey key: String) throws {
        throw CocoaError(.fileWriteOutOfSpace)
    }
}

/// Time that stands still until a test moves it, and pauses that last until a test ends them.
final class FakeClock: Sendable {
    let now = Shared(Instant.date(from: "2026-11-20T12:00:00Z") ?? Date())
    /// What is being waited for, in seconds.
    let pauses = Shared<[TimeInterval]>([])
    private let sleepers = Shared<[CheckedContinuation<Void, any Error>]>([])
    let random = Shared(0.5)

    var clock: UpdateClock {
        UpdateClock(
            now: { self.now.get() },
            sleep: { seconds in
                try await withCheckedThrowingContinuation { sleeper in
                    self.sleepers.change { $0.append(sleeper) }
                    self.pauses.change { $0.append(seconds) }
                }
            },
            random: { self.random.get() })
    }

    func pass(_ seconds: TimeInterval) {
        now.change { $0 += seconds }
    }

    /// Ends every pause so far.
    func wake() {
        pauses.change { $0 = [] }
        let woken = sleepers.change { sleepers in
            defer { sleepers = [] }
            return sleepers
        }
        for sleeper in woken { sleeper.resume() }
    }
}

/// Broadcasts of a test's own.
final class FakeTransport: UpdateTransport {
    let topics = Shared<[String]>([])
    private let continuation = Shared<AsyncStream<UpdateTransportEvent>.Continuation?>(nil)

    func events(topics: [String]) -> AsyncStream<UpdateTransportEvent> {
        let (stream, continuation) = AsyncStream.makeStream(of: UpdateTransportEvent.self)
        self.continuation.change { $0 = continuation }
        self.topics.change { $0 = topics }
        return stream
    }

    func say(_ event: UpdateTransportEvent) {
        continuation.get()?.yield(event)
    }
}

/// Waits for what is bound to happen, for as long as the machine needs.
func until(_ isSo: () async -> Bool) async {
    for _ in 0..<2_000 where await !isSo() { try? await Task.sleep(nanoseconds: 5_000_000) }
}

/// A feed of one offer for everybody.
func feed(
    seq: Int = 12, build: Int = 131, bps: Int = 10_000, severity: String = "normal", policy: JSON = .null
) -> JSON {
    .record([
        "schema": .number(1), "component": .text("ios"), "channel": .text("live"), "seq": .number(Double(seq)),
        "generated_at": .text("2026-11-20T11:00:00Z"), "valid_until": .text("2026-11-21T11:00:00Z"),
        "marks": .list([]), "policy": policy,
        "offers": .list([
            .record([
                "build": .number(Double(build)), "version": .text("1.0.0"), "channel": .text("live"),
                "bps": .number(Double(bps)), "salt": .text("3f0c1e0e-6a2b-4d5f-9a1b-0c0d0e0f1011"),
                "available_at": .text("2026-11-20T10:00:00Z"), "severity": .text(severity),
                "requires_build": .number(0), "url": .text("https://ios.example.test/install"),
            ])
        ]),
    ])
}

func policy(min: Int = 0, forceAfter: JSON = .null, recommended: JSON = .null) -> JSON {
    .record([
        "min_build": .number(Double(min)), "force_after": forceAfter, "recommended_build": recommended,
        "nudge_every_s": .number(86_400), "message": .text("Please update."),
        "contact_url": .text("https://example.test/help"),
    ])
}

/// What a client is made of in a test.
struct Bed {
    let server: FakeServer
    let storage: any UpdateStorage
    let clock = FakeClock()
    let transport = FakeTransport()

    init(_ server: FakeServer = FakeServer(), storage: any UpdateStorage = FakeStorage()) {
        self.server = server
        self.storage = storage
    }

    func client(
        build: Int? = 130, channel: Channel = .live, keys: [PublicKey] = [], verify: VerifyEd25519? = nil
    ) -> UpdateClient {
        var configuration = UpdateConfiguration(
            url: "https://ref.example.test", publishableKey: "sb_publishable_x", component: "ios", channel: channel,
            build: build, os: "18.1.0", publicKeys: keys, storage: storage, http: server, clock: clock.clock)
        configuration.transport = transport
        return UpdateClient(configuration, signature: Signature(keys: keys, verify: verify))
    }
}
