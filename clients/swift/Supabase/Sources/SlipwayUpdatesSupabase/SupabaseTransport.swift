import Foundation
import SlipwayUpdates
import Supabase

/// Hears broadcasts over the app's own supabase-swift client and its one connection.
public struct SupabaseTransport: UpdateTransport {
    private let supabase: SupabaseClient
    private let clock: UpdateClock

    /// Seconds until a channel that closed is made anew, by how many in a row did not last.
    static let pauses: [TimeInterval] = [1, 2, 5, 10, 30]
    static let lasting: TimeInterval = 60

    public init(_ supabase: SupabaseClient, clock: UpdateClock = UpdateClock()) {
        self.supabase = supabase
        self.clock = clock
    }

    public func events(topics: [String]) -> AsyncStream<UpdateTransportEvent> {
        let (stream, continuation) = AsyncStream.makeStream(of: UpdateTransportEvent.self)
        let task = Task {
            await withTaskGroup(of: Void.self) { group in
                for topic in topics {
                    group.addTask { await follow(topic, continuation) }
                }
            }
            continuation.finish()
        }
        continuation.onTermination = { _ in task.cancel() }
        return stream
    }

    private func follow(_ topic: String, _ continuation: AsyncStream<UpdateTransportEvent>.Continuation) async {
        var failures = 0
        while !Task.isCancelled {
            let began = clock.now()
            await join(topic, continuation)
            failures = clock.now().timeIntervalSince(began) > SupabaseTransport.lasting ? 0 : failures + 1
            let pause = SupabaseTransport.pauses[min(failures, SupabaseTransport.pauses.count - 1)]
            try? await clock.sleep(pause * (0.5 + clock.random()))
        }
    }

    /// Ends when the channel is closed, or was not joined.
    private func join(_ topic: String, _ continuation: AsyncStream<UpdateTransportEvent>.Continuation) async {
        let channel = supabase.channel(topic)
        // Made before the channel is joined: what comes earlier is missed.
        let streams = Broadcast.events.map { ($0, channel.broadcastStream(event: $0)) }
        let statuses = channel.statusChange
        await withTaskGroup(of: Bool.self) { group in
            for (event, stream) in streams {
                group.addTask {
                    await SupabaseTransport.pass(stream, as: event, to: continuation)
                    return false
                }
            }
            group.addTask {
                await SupabaseTransport.watch(statuses, continuation)
                return true
            }
            group.addTask {
                // supabase-swift tries several times by itself.
                do {
                    try await channel.subscribeWithError()
                    return false
                } catch {
                    return true
                }
            }
            for await isOver in group where isOver { break }
            group.cancelAll()
        }
        await supabase.removeChannel(channel)
    }

    private static func pass(
        _ messages: AsyncStream<JSONObject>, as event: String,
        to continuation: AsyncStream<UpdateTransportEvent>.Continuation
    ) async {
        for await message in messages {
            guard let data = try? JSONEncoder().encode(message["payload"]),
                let broadcast = Broadcast(event: event, payload: data)
            else { continue }
            continuation.yield(.broadcast(broadcast))
        }
    }

    /// Ends when a channel that was joined is joined no more.
    private static func watch(
        _ statuses: AsyncStream<RealtimeChannelStatus>,
        _ continuation: AsyncStream<UpdateTransportEvent>.Continuation
    ) async {
        var wasJoined = false
        for await status in statuses {
            if status == .subscribed {
                wasJoined = true
                continuation.yield(.joined)
            } else if status == .unsubscribed && wasJoined {
                return
            }
        }
    }
}
