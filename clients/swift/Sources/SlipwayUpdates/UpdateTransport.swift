import Foundation

/// How an app hears of broadcasts.
public protocol UpdateTransport: Sendable {
    /// Subscribes to public topics for as long as somebody reads. A transport rejoins by itself, and says `joined` after each time.
    func events(topics: [String]) -> AsyncStream<UpdateTransportEvent>
}

public enum UpdateTransportEvent: Sendable, Equatable {
    /// From now on nothing is missed; before, something may have been.
    case joined
    case broadcast(Broadcast)
}

/// What was heard on Realtime. Anybody can send it: it makes a client look, and no more.
public struct Broadcast: Sendable, Equatable {
    public let event: String
    public let component: String?
    public let seq: Int?
    /// What a signing key vouches for.
    public let jws: String?

    /// `payload` is what was sent, as JSON; nil when that is no record.
    public init?(event: String, payload: Data) {
        guard let payload = try? JSONDecoder().decode(Payload.self, from: payload) else { return nil }
        self.init(event: event, payload: payload)
    }

    init(event: String, payload: Payload) {
        self.event = event
        component = payload.component
        seq = payload.seq
        jws = payload.jws
    }

    /// What is of another type is not there.
    struct Payload: Decodable, Sendable, Equatable {
        let component: String?
        let seq: Int?
        let jws: String?

        enum CodingKeys: CodingKey {
            case component, seq, jws
        }

        init() {
            (component, seq, jws) = (nil, nil, nil)
        }

        init(from decoder: any Decoder) throws {
            let payload = try decoder.container(keyedBy: CodingKeys.self)
            component = try? payload.decode(String.self, forKey: .component)
            seq = try? payload.whole(.seq)
            jws = try? payload.decode(String.self, forKey: .jws)
        }
    }

    public static let events: Set<String> = ["build-available", "build-offered", "policy-changed"]

    /// Who is on a channel hears it and every safer one.
    static func topics(component: String, channel: Channel) -> [String] {
        Channel.inOrder.filter { ($0.rank ?? 0) >= (channel.rank ?? 0) }.map {
            $0 == .live ? "\(component):build" : "\(component):build:\($0.rawValue)"
        }
    }
}
