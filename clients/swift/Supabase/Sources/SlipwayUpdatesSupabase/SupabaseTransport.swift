import Foundation
import SlipwayUpdates
import Supabase

/// Hears broadcasts over the app's own supabase-swift client and its one connection.
public struct SupabaseTransport: UpdateTransport {
    private let supabase: SupabaseClient
    private let clock: UpdateClock

    /// Seconds until a channel that closed is made anew.
    static let pauses: [TimeInterval] = [1, 2, 5, 10, 30]

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
            let hasJoined = await join(topic, continuation)
            failures = hasJoined ? 0 : failures + 1
            let pause = SupabaseTransport.pauses[min(failures, SupabaseTransport.pauses.count - 1)]
            try? await clock.sleep(pause * (0.5 + clock.random()))
        }
    }

    /// Ends when the channel is closed; whether it was joined.
    private func join(_ topic: String, _ continuation: AsyncStream<UpdateTransportEvent>.Continuation) async -> Bool {
        let channel = supabase.channel(topic)
        // Made before the channel is joined: what comes earlier is missed.
        let streams = Self.events.map { ($0, channel.broadcastStream(event: $0)) }
        let statuses = channel.statusChange
        let hasJoined = await withTaskGroup(of: Bool?.self) { group in
            for (event, stream) in streams {
                group.addTask {
                    for await message in stream {
                        guard let data = try? JSONEncoder().encode(message["payload"]),
                            let broadcast = Broadcast(event: event, payload: data)
                        else { continue }
                        continuation.yield(.broadcast(broadcast))
                    }
                    return nil
                }
            }
            group.addTask {
                var wasJoined = false
                for await status in statuses {
                    if status == .subscribed {
                        wasJoined = true
                        continuation.yield(.joined)
                    } else if status == .unsubscribed && wasJoined {
                        return true
                    }
                }
                return wasJoined
            }
            group.addTask {
                // supabase-swift tries several times by itself.
                let isJoined: Void? = try? await channel.subscribeWithError()
                return isJoined == nil ? false : nil
            }
            for await end in group {
                guard let end else { continue }
                group.cancelAll()
                return end
            }
            return false
        }
        await supabase.removeChannel(channel)
        return hasJoined
    }

    private static let events = ["build-available", "build-offered", "policy-changed"]
}
