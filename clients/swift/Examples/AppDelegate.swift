import Foundation
import SlipwayUpdates
import UIKit
import UserNotifications

final class AppDelegate: NSObject, UIApplicationDelegate {
    let updates = UpdateStore(
        UpdateConfiguration(
            url: "https://your-ref.supabase.co", publishableKey: "sb_publishable_…", component: "ios"))

    func application(
        _ application: UIApplication,
        didFinishLaunchingWithOptions launchOptions: [UIApplication.LaunchOptionsKey: Any]? = nil
    ) -> Bool {
        // Before this function ends: else the tap that started the app is not delivered.
        UNUserNotificationCenter.current().delegate = self
        Task {
            // Without permission pushes arrive unseen; the app hears of builds all the same.
            _ = try? await UNUserNotificationCenter.current().requestAuthorization(options: [.alert, .sound])
            application.registerForRemoteNotifications()
        }
        return true
    }

    func application(
        _ application: UIApplication, didRegisterForRemoteNotificationsWithDeviceToken deviceToken: Data
    ) {
        Task { await updates.push.register(deviceToken: deviceToken) }
    }
}

// With completion handlers: the async forms may call back on another thread, where UIKit stops the app.
extension AppDelegate: UNUserNotificationCenterDelegate {
    nonisolated func userNotificationCenter(
        _ center: UNUserNotificationCenter, didReceive response: UNNotificationResponse,
        withCompletionHandler completionHandler: @escaping () -> Void
    ) {
        if !updates.push.handle(response: response) {
            // Not about a build: yours.
        }
        completionHandler()
    }

    nonisolated func userNotificationCenter(
        _ center: UNUserNotificationCenter, willPresent notification: UNNotification,
        withCompletionHandler completionHandler: @escaping (UNNotificationPresentationOptions) -> Void
    ) {
        // An open app shows its own banner.
        completionHandler(updates.push.handle(notification: notification) ? [] : [.banner, .list])
    }
}
