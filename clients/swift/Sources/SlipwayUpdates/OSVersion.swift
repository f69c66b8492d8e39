import Foundation

/// Versions of an operating system: dotted whole numbers.
enum OSVersion {
    /// A bound that is stated wants an os that can be compared with it: what may not run is not offered. "15" as the highest includes 15.7.
    static func isInside(_ os: String?, from lowest: String?, to highest: String?) -> Bool {
        let least = lowest.map { isIn(os, $0) { os, bound in !padded(os).lexicographicallyPrecedes(padded(bound)) } }
        let most = highest.map { isIn(os, $0) { os, bound in
            !bound.lexicographicallyPrecedes(padded(os).prefix(bound.count))
        } }
        return least ?? true && most ?? true
    }

    private static func isIn(_ os: String?, _ bound: String, _ compare: ([Int], [Int]) -> Bool) -> Bool {
        guard let os, let numbers = numbers(os), let limit = self.numbers(bound) else { return false }
        return compare(numbers, limit)
    }

    /// At most eight of nine digits; nil for everything else.
    private static func numbers(_ text: String) -> [Int]? {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count <= 8 else { return nil }
        let all = parts.compactMap { part -> Int? in
            guard (1...9).contains(part.count), part.allSatisfy({ (48...57).contains($0) }) else { return nil }
            return part.reduce(0) { $0 * 10 + Int($1) - 48 }
        }
        return all.count == parts.count ? all : nil
    }

    /// A missing part is 0.
    private static func padded(_ numbers: [Int]) -> [Int] {
        numbers + [Int](repeating: 0, count: 8 - numbers.count)
    }
}
