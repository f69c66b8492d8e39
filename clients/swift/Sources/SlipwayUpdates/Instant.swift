import Foundation

/// Times as the feed writes them: ISO 8601 with an explicit offset, finer digits than milliseconds cut off. Date formatters take more than
/// that, and other things on each system.
enum Instant {
    /// Nil for everything that is no such text.
    static func date(from text: String) -> Date? {
        milliseconds(from: text).map { Date(timeIntervalSince1970: Double($0) / 1000) }
    }

    /// Nil for a date that is none.
    static func milliseconds(of date: Date) -> Int64? {
        let value = (date.timeIntervalSince1970 * 1000).rounded()
        return abs(value) <= 8.64e15 ? Int64(value) : nil
    }

    private static func milliseconds(from text: String) -> Int64? {
        var rest = Reader(bytes: Array(text.utf8))
        guard
            let year = rest.digits(4), year >= 1000, rest.take("-"),
            let month = rest.digits(2), (1...12).contains(month), rest.take("-"),
            let day = rest.digits(2), (1...lengthOf(month: month, year: year)).contains(day), rest.take("T"),
            let hour = rest.digits(2), hour < 24, rest.take(":"),
            let minute = rest.digits(2), minute < 60, rest.take(":"),
            let second = rest.digits(2), second < 60,
            let fraction = rest.fraction(),
            let offset = rest.offset(), rest.isAtEnd
        else { return nil }
        let days = Int64(daysSince1970(year: year, month: month, day: day))
        let seconds = days * 86_400 + Int64(hour * 3600 + (minute - offset) * 60 + second)
        return seconds * 1000 + Int64(fraction)
    }

    private static func lengthOf(month: Int, year: Int) -> Int {
        let isLeap = year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    /// In the Gregorian calendar, by the days of whole years and of the months before.
    private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let before = year - 1
        let years = before * 365 + before / 4 - before / 100 + before / 400
        let months = (1..<month).reduce(0) { $0 + lengthOf(month: $1, year: year) }
        return years + months + day - 1 - 719_162
    }
}

/// What is left of a text.
private struct Reader {
    let bytes: [UInt8]
    var position = 0

    var isAtEnd: Bool {
        position == bytes.count
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard position < bytes.count, UInt32(bytes[position]) == character.value else { return false }
        position += 1
        return true
    }

    mutating func digit() -> Int? {
        guard position < bytes.count, (48...57).contains(bytes[position]) else { return nil }
        position += 1
        return Int(bytes[position - 1]) - 48
    }

    mutating func digits(_ count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let next = digit() else { return nil }
            value = value * 10 + next
        }
        return value
    }

    /// Milliseconds; 0 where no fraction is written.
    mutating func fraction() -> Int? {
        guard take(".") else { return 0 }
        var value = 0
        var count = 0
        while let next = digit() {
            if count < 3 { value = value * 10 + next }
            count += 1
        }
        guard (1...9).contains(count) else { return nil }
        return value * [1, 100, 10, 1][min(count, 3)]
    }

    /// Minutes east of Greenwich.
    mutating func offset() -> Int? {
        if take("Z") { return 0 }
        let isEast = take("+")
        guard isEast || take("-"), let hours = digits(2), hours < 15, take(":"), let minutes = digits(2), minutes < 60
        else { return nil }
        return (hours * 60 + minutes) * (isEast ? 1 : -1)
    }
}
