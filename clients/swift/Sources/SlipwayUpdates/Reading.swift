import Foundation

/// The largest whole number that every client holds exactly: 2^53 − 1.
let mostWhole = 9_007_199_254_740_991

/// 1 to 200 characters, as Unicode counts them.
func isShort(_ text: String) -> Bool {
    (1...200).contains(text.unicodeScalars.count)
}

extension KeyedDecodingContainer {
    /// A whole number, however it is written; raises an error for everything else.
    func whole(_ key: Key, atLeast least: Int = 0) throws -> Int {
        let value = try decode(Double.self, forKey: key)
        guard value == value.rounded(), abs(value) <= Double(mostWhole), Int(value) >= least else {
            throw wrong(key)
        }
        return Int(value)
    }

    func wholeIfPresent(_ key: Key, atLeast least: Int = 0) throws -> Int? {
        try isNull(key) ? nil : whole(key, atLeast: least)
    }

    func time(_ key: Key) throws -> Date {
        guard let date = Instant.date(from: try decode(String.self, forKey: key)) else { throw wrong(key) }
        return date
    }

    func timeIfPresent(_ key: Key) throws -> Date? {
        try isNull(key) ? nil : time(key)
    }

    func severity(_ key: Key) throws -> Severity {
        Severity(rawValue: try decode(String.self, forKey: key)).known
    }

    func wrong(_ key: Key) -> DecodingError {
        .dataCorruptedError(forKey: key, in: self, debugDescription: "not a value that a feed may have")
    }

    private func isNull(_ key: Key) throws -> Bool {
        try !contains(key) || decodeNil(forKey: key)
    }
}
