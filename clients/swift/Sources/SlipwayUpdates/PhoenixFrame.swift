import Foundation

/// A message of Phoenix channels, version 1, with what is needed of it.
struct PhoenixFrame: Codable, Sendable {
    let topic: String
    let event: String
    let payload: Payload
    let ref: String?
    let joinRef: String?

    enum CodingKeys: String, CodingKey {
        case topic, event, payload, ref
        case joinRef = "join_ref"
    }

    private static let prefix = "realtime:"

    /// A public topic, broadcasts only.
    static func join(topic: String, ref: String) -> PhoenixFrame {
        PhoenixFrame(
            topic: prefix + topic, event: "phx_join", payload: Payload(config: JoinConfig()), ref: ref, joinRef: ref)
    }

    static let heartbeat = PhoenixFrame(
        topic: "phoenix", event: "heartbeat", payload: Payload(), ref: "heartbeat", joinRef: nil)

    /// The topic as it was asked for.
    var subject: String {
        topic.hasPrefix(PhoenixFrame.prefix) ? String(topic.dropFirst(PhoenixFrame.prefix.count)) : topic
    }

    /// Of a join, an answer or a broadcast.
    struct Payload: Codable, Sendable {
        var config: JoinConfig?
        var status: String?
        var event: String?
        var payload: Broadcast.Payload?

        enum CodingKeys: CodingKey {
            case config, status, event, payload
        }

        init(config: JoinConfig? = nil) {
            self.config = config
        }

        init(from decoder: any Decoder) throws {
            let payload = try decoder.container(keyedBy: CodingKeys.self)
            status = try? payload.decode(String.self, forKey: .status)
            event = try? payload.decode(String.self, forKey: .event)
            self.payload = try? payload.decode(Broadcast.Payload.self, forKey: .payload)
        }

        func encode(to encoder: any Encoder) throws {
            var payload = encoder.container(keyedBy: CodingKeys.self)
            try payload.encodeIfPresent(config, forKey: .config)
        }
    }

    struct JoinConfig: Encodable, Sendable {
        var broadcast = ["ack": false, "self": false]
        var presence = Presence()
        var postgresChanges: [String] = []
        var isPrivate = false

        enum CodingKeys: String, CodingKey {
            case broadcast, presence
            case postgresChanges = "postgres_changes"
            case isPrivate = "private"
        }
    }

    struct Presence: Encodable, Sendable {
        var key = ""
        var enabled = false
    }
}
