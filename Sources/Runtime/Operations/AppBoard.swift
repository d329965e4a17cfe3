import Configuration

/// What is known of all apps, for operators: the lifecycle thread writes it as things happen, and
/// whoever reads it waits for nobody, also while a plugin's constructor holds the lifecycle up.
///
/// Callable from every thread.
final class AppBoard: Sendable {
    private struct State {
        var apps: [AppName: AppStatus] = [:]
        var servingCount = 0
    }

    private let state = Monitor(State())

    /// By name.
    var all: [AppStatus] {
        state.withLock { Array($0.apps.values) }.sorted { $0.name.text < $1.name.text }
    }

    /// Apps of which a generation serves.
    var servingCount: Int { state.withLock { $0.servingCount } }

    subscript(name: AppName) -> AppStatus? {
        state.withLock { $0.apps[name] }
    }

    /// For the lifecycle thread. `nil` where nothing is left of the app.
    func set(_ status: AppStatus?, for name: AppName) {
        state.withLock { state in
            let old = state.apps.removeValue(forKey: name)
            state.apps[name] = status
            for (change, status) in [(-1, old), (1, status)] where status?.serving != nil {
                state.servingCount += change
            }
        }
        state.broadcast()
    }

    /// Waits until it is so of an app.
    /// - Returns: whether it came to that.
    func wait(for name: AppName, seconds: Double, until isTrue: (AppStatus?) -> Bool) -> Bool {
        state.wait(seconds: seconds) { isTrue($0.apps[name]) ? true : nil } ?? false
    }
}
