import Foundation
#if canImport(UserNotifications)
import UserNotifications
#endif

/// What an app delegate needs. It takes over no delegate and swizzles nothing: the app calls it.
public struct PushRegistration: Sendable {
    private let client: UpdateClient

    public init(_ client: UpdateClient) {
        self.client = client
    }

    /// From `didRegisterForRemoteNotificationsWithDeviceToken`, on every launch.
    @discardableResult
    public func register(deviceToken: Data, bundle: Bundle = .main) async -> PushResult {
        await client.registerPush(PushToken(deviceToken: deviceToken, bundle: bundle))
    }

    @discardableResult
    public func unregister(deviceToken: Data, bundle: Bundle = .main) async -> PushResult {
        await client.unregisterPush(PushToken(deviceToken: deviceToken, bundle: bundle))
    }

    /// Whether it was about a build of this component; then the client looks, and the app has nothing to do.
    public func handle(userInfo: [AnyHashable: Any]) -> Bool {
        client.handlePush(userInfo: userInfo)
    }

    #if canImport(UserNotifications) && !os(tvOS)
    /// From `userNotificationCenter(_:didReceive:withCompletionHandler:)`.
    public func handle(response: UNNotificationResponse) -> Bool {
        handle(userInfo: response.notification.request.content.userInfo)
    }

    /// From `userNotificationCenter(_:willPresent:withCompletionHandler:)`: an app that is open shows its own banner.
    public func handle(notification: UNNotification) -> Bool {
        handle(userInfo: notification.request.content.userInfo)
    }
    #endif
}
