#if canImport(SwiftUI)
import Foundation
import SlipwayUpdates

/// What views say, in the language of the app.
enum Words {
    static var bannerTitle: String { String(localized: "banner.title", bundle: .module) }
    static var update: String { String(localized: "action.update", bundle: .module) }
    static var later: String { String(localized: "action.later", bundle: .module) }
    static var skip: String { String(localized: "action.skip", bundle: .module) }
    static var contact: String { String(localized: "action.contact", bundle: .module) }
    static var dialogTitle: String { String(localized: "dialog.title", bundle: .module) }
    static var stuckTitle: String { String(localized: "stuck.title", bundle: .module) }
    static var stuckDetail: String { String(localized: "stuck.detail", bundle: .module) }
    static var requiredTitle: String { String(localized: "required.title", bundle: .module) }
    static var requiredDetail: String { String(localized: "required.detail", bundle: .module) }

    static func version(_ version: String, _ build: Int) -> String {
        String(localized: "banner.detail \(version) \(build)", bundle: .module)
    }

    static func deadline(_ date: Date) -> String {
        let day = date.formatted(date: .long, time: .omitted)
        return String(localized: "dialog.deadline \(day)", bundle: .module)
    }
}

extension Decision {
    /// Below the minimum, with nothing to install on this device.
    var isStuck: Bool {
        reason == "below_min_no_way_out"
    }

    var title: String {
        isStuck ? Words.stuckTitle : Words.dialogTitle
    }

    /// What the policy says, else what is known; and until when.
    var detail: String {
        let known = isStuck ? Words.stuckDetail : build.map { Words.version(version ?? "", $0) } ?? ""
        return [message ?? known, deadline.map(Words.deadline)].compactMap { $0 }.joined(separator: "\n")
    }
}
#endif
