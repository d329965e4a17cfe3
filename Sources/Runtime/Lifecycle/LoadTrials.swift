import Glibc

/// The trials of plugins that have constructors: as many at a time as there are processors, the
/// others in the order they came. Lifecycle thread only.
struct LoadTrials {
    private struct Running {
        let id: GenerationID
        let trial: LoadTrial
        let endMilliseconds: Int
    }

    private let program: String
    private let countMax: Int
    private let timeoutMilliseconds: Int
    private var waiting: ArraySlice<(id: GenerationID, path: String)> = []
    private var running: [Running] = []

    /// - Parameters:
    ///   - program: the runtime's own executable.
    ///   - countMax: trials at a time.
    ///   - timeoutMilliseconds: how long constructors may take.
    init(program: String, countMax: Int, timeoutMilliseconds: Int) {
        self.program = program
        self.countMax = countMax
        self.timeoutMilliseconds = timeoutMilliseconds
    }

    /// Readable when there is a verdict.
    var descriptors: [Int32] { running.map(\.trial.descriptor) }

    /// When `take` has something to do that no descriptor tells, if ever.
    var nextMilliseconds: Int? {
        let mayBegin = running.count < countMax && !waiting.isEmpty
        return mayBegin ? 0 : running.map(\.endMilliseconds).min()
    }

    /// What a trial came to.
    typealias Result = (id: GenerationID, reason: String?)

    mutating func begin(_ id: GenerationID, path: String) {
        waiting.append((id, path))
    }

    /// The trials that are over, each with the reason why the plugin is not to be loaded, and
    /// starts those that have waited for them.
    mutating func take(now: Int) -> [Result] {
        var results = takeEnded(now)
        while running.count < countMax, let next = waiting.popFirst() {
            do throws(LoadTrialError) {
                let trial = try LoadTrial(program: program, path: next.path)
                running.append(
                    Running(id: next.id, trial: trial, endMilliseconds: now + timeoutMilliseconds))
            } catch {
                results.append((next.id, error.description))
            }
        }
        return results
    }

    /// Ends all of them, whatever they have come to.
    mutating func cancel() -> [GenerationID] {
        defer { (running, waiting) = ([], []) }
        return running.map(\.id) + waiting.map(\.id)
    }

    private mutating func takeEnded(_ now: Int) -> [Result] {
        var entries = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        guard !entries.isEmpty else { return [] }
        poll(&entries, nfds_t(entries.count), 0)
        var results: [Result] = []
        var left: [Running] = []
        for (entry, item) in zip(entries, running) {
            if entry.revents != 0 {
                results.append((item.id, item.trial.verdict().reason))
            } else if now >= item.endMilliseconds {
                let verdict = LoadVerdict.late(milliseconds: timeoutMilliseconds)
                results.append((item.id, verdict.reason))
            } else {
                left.append(item)
            }
        }
        running = left
        return results
    }
}
