import Foundation
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// One WebSocket, from the join of its topics to its end.
actor PhoenixConnection {
    private let socket: URLSessionWebSocketTask
    private let clock: UpdateClock
    private let tell: @Sendable (UpdateTransportEvent) -> Void
    /// By the ref of the join.
    private let topics: [String: String]
    private var joined: Set<String> = []
    private var unanswered = 0

    static let heartbeat: TimeInterval = 25
    static let joinPatience: TimeInterval = 10

    init(
        socket: URLSessionWebSocketTask, topics: [String], clock: UpdateClock,
        tell: @escaping @Sendable (UpdateTransportEvent) -> Void
    ) {
        self.socket = socket
        self.clock = clock
        self.tell = tell
        self.topics = Dictionary(uniqueKeysWithValues: topics.enumerated().map { ("\($0.offset + 1)", $0.element) })
    }

    /// Ends with the connection.
    func run() async {
        socket.resume()
        await withTaskCancellationHandler {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { await self.read() }
                group.addTask { await self.stayAlive() }
                await group.next()
                group.cancelAll()
                socket.cancel(with: .goingAway, reason: nil)
            }
        } onCancel: { [socket] in
            socket.cancel(with: .goingAway, reason: nil)
        }
    }

    private func read() async {
        do {
            for (ref, topic) in topics { try await send(.join(topic: topic, ref: ref)) }
            while !Task.isCancelled {
                guard hear(try await socket.receive()) else { return }
            }
        } catch {
            // The connection is over.
        }
    }

    /// Ends when the server has not joined us in time, or answers no heartbeat.
    private func stayAlive() async {
        do {
            try await clock.sleep(PhoenixConnection.joinPatience)
            guard joined.count == topics.count else { return }
            while unanswered < 2 {
                unanswered += 1
                try await send(.heartbeat)
                try await clock.sleep(PhoenixConnection.heartbeat)
            }
        } catch {
            // Cancelled, or the connection is over.
        }
    }

    private func send(_ frame: PhoenixFrame) async throws {
        let text = String(decoding: try JSONEncoder().encode(frame), as: UTF8.self)
        try await socket.send(.string(text))
    }

    /// False when a topic is closed: then the whole connection begins anew.
    private func hear(_ message: URLSessionWebSocketTask.Message) -> Bool {
        guard case .string(let text) = message,
            let frame = try? JSONDecoder().decode(PhoenixFrame.self, from: Data(text.utf8))
        else { return true }
        switch frame.event {
        case "phx_reply" where frame.topic == PhoenixFrame.heartbeat.topic:
            unanswered = 0
        case "phx_reply":
            guard let ref = frame.ref, topics[ref] == frame.subject else { return true }
            guard frame.payload.status == "ok" else { return false }
            joined.insert(ref)
            if joined.count == topics.count { tell(.joined) }
        case "broadcast":
            if let event = frame.payload.event, let payload = frame.payload.payload {
                tell(.broadcast(Broadcast(event: event, payload: payload)))
            }
        case "phx_close", "phx_error":
            return !topics.values.contains(frame.subject)
        default:
            break
        }
        return true
    }
}
