import Configuration

/// What is known of all apps, for operators: the lifecycle thread writes it as things happen, and
/// whoever reads it waits for nobody, also while a plugin's constructor holds the lifecycle up.
///
/// Callable from every thread.
final class AppBoard: Sendable {
    private let apps = Monitor<[AppName: AppStatus]>([:])

    /// By name.
    var all: [AppStatus] {
        apps.withLock { Array($0.values) }.sorted { $0.name.text < $1.name.text }
    }

    /// Apps of which a generation serves.
    var servingCount: Int {
        apps.withLock { $0.values.count { $0.serving != nil } }
    }

    subscript(name: AppName) -> AppStatus? {
        apps.withLock { $0[name] }
    }

    /// For the lifecycle thread. `nil` where nothing is left of the app.
    func set(_ status: AppStatus?, for name: AppName) {
        apps.withLock { $0[name] = status }
        apps.broadcast()
    }

    /// Waits until it is so of an app.
    /// - Returns: whether it came to that.
    func wait(for name: AppName, seconds: Double, until isTrue: (AppStatus?) -> Bool) -> Bool {
        apps.wait(seconds: seconds) { isTrue($0[name]) ? true : nil } ?? false
    }
}
