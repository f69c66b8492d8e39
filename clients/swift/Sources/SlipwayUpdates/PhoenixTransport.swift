import Foundation
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Realtime over a WebSocket of URLSession, for apps without supabase-swift: joins public topics, keeps the connection alive, and comes back
/// with growing pauses whenever it ends.
public struct PhoenixTransport: UpdateTransport {
    private let url: URL?
    private let session: URLSession
    private let clock: UpdateClock

    /// Seconds until the next try, by how many connections in a row did not last.
    static let pauses: [TimeInterval] = [1, 2, 5, 10, 30]
    static let lasting: TimeInterval = 60

    public init(
        url: String, publishableKey: String, session: URLSession = .shared, clock: UpdateClock = UpdateClock()
    ) {
        self.url = PhoenixTransport.socketURL(of: url, publishableKey)
        self.session = session
        self.clock = clock
    }

    public func events(topics: [String]) -> AsyncStream<UpdateTransportEvent> {
        let (stream, continuation) = AsyncStream.makeStream(of: UpdateTransportEvent.self)
        let task = Task { await run(topics, continuation) }
        continuation.onTermination = { _ in task.cancel() }
        return stream
    }

    private func run(_ topics: [String], _ continuation: AsyncStream<UpdateTransportEvent>.Continuation) async {
        var failures = 0
        while let url, !Task.isCancelled {
            let socket = session.webSocketTask(with: url)
            let connection = PhoenixConnection(socket: socket, topics: topics, clock: clock) { continuation.yield($0) }
            let began = clock.now()
            await connection.run()
            // A server that joins us and closes at once is not asked every second.
            failures = clock.now().timeIntervalSince(began) > PhoenixTransport.lasting ? 0 : failures + 1
            let pause = PhoenixTransport.pauses[min(failures, PhoenixTransport.pauses.count - 1)]
            // A server that comes back is not met by everybody in the same second.
            try? await clock.sleep(pause * (0.5 + clock.random()))
        }
        continuation.finish()
    }

    /// Version 1 of the protocol: every message is a text.
    static func socketURL(of project: String, _ publishableKey: String) -> URL? {
        let path = URL(string: project)?.appendingPathComponent("realtime/v1/websocket")
        guard let path, var parts = URLComponents(url: path, resolvingAgainstBaseURL: false) else { return nil }
        parts.scheme = parts.scheme == "http" ? "ws" : "wss"
        parts.queryItems = [
            URLQueryItem(name: "apikey", value: publishableKey), URLQueryItem(name: "vsn", value: "1.0.0"),
        ]
        return parts.url
    }
}
