#if !hasFeature(Embedded) && !NANO_WITHOUT_ASYNC
    @_spi(ExperimentalCustomExecutors) internal import _Concurrency

    /// The executors of this image. A plugin in full Swift has a Swift runtime of its own inside,
    /// and that one's own executors are libdispatch's: threads and descriptors that stay in the
    /// process for ever, and the image with them. These take their place before the first task.
    enum LaneExecutors: ExecutorFactory {
        // Unchecked: written once, in create(), before the first task; only read then.
        nonisolated(unsafe) static var lanes: LaneExecutor?
        // Unchecked: as above.
        nonisolated(unsafe) static var main: LaneMainExecutor?

        static var defaultExecutor: any TaskExecutor { installed(lanes) }
        static var mainExecutor: any MainExecutor { installed(main) }

        /// From here on, no task of this image reaches libdispatch.
        static func install(on host: Host) throws(PluginFailure) {
            let timers = try LaneTimers(host)
            lanes = LaneExecutor(timers)
            main = LaneMainExecutor(timers)
            _createExecutors(factory: Self.self)
        }

        private static func installed<Executor>(_ executor: Executor?) -> Executor {
            guard let executor else { preconditionFailure("a task before create()") }
            return executor
        }
    }
#endif
