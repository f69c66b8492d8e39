import Foundation

@testable import SlipwayUpdates

/// The files that TypeScript, SQL and Swift read alike.
enum Vectors {
    static func read(_ name: String) throws -> [[String: JSON]] {
        // Tests/SlipwayUpdatesTests → clients
        let clients = (0..<4).reduce(URL(fileURLWithPath: #filePath)) { url, _ in url.deletingLastPathComponent() }
        let data = try Data(contentsOf: clients.appendingPathComponent("vectors/\(name).json"))
        return try JSONDecoder().decode([[String: JSON]].self, from: data)
    }
}

/// Any JSON value.
enum JSON: Codable, Equatable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case text(String)
    case list([JSON])
    case record([String: JSON])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let bool = try? value.decode(Bool.self) {
            self = .bool(bool)
        } else if let number = try? value.decode(Double.self) {
            self = .number(number)
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([JSON].self) {
            self = .list(list)
        } else {
            self = .record(try value.decode([String: JSON].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .null: try value.encodeNil()
        case .bool(let bool): try value.encode(bool)
        case .number(let number): try value.encode(number)
        case .text(let text): try value.encode(text)
        case .list(let list): try value.encode(list)
        case .record(let record): try value.encode(record)
        }
    }

    subscript(_ key: String) -> JSON {
        guard case .record(let record) = self else { return .null }
        return record[key] ?? .null
    }

    var text: String? {
        guard case .text(let text) = self else { return nil }
        return text
    }

    var bool: Bool {
        self == .bool(true)
    }

    var whole: Int? {
        guard case .number(let number) = self else { return nil }
        return Int(exactly: number)
    }

    var date: Date? {
        text.flatMap(Instant.date(from:))
    }

    var data: Data {
        (try? JSONEncoder().encode(self)) ?? Data()
    }
}
