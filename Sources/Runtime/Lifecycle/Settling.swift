/// Decides when a file is whole: renamed into place, or the same in two looks. A missing file
/// counts as removed only when it is still missing a moment later, because many tools replace a
/// file by removing it first (`tar`, `install`, `cargo`).
///
/// A pure value: the caller says what it saw and when.
struct Settling {
    enum Verdict: Equatable {
        case settled
        /// Look again in this many milliseconds.
        case lookAgain(milliseconds: Int)
    }

    static let unchangedMilliseconds = 50
    static let missingMilliseconds = 100
    /// A file whose headers promise more bytes than it has may still grow for this long.
    static let truncatedMilliseconds = 2_000

    private struct Observation {
        let identity: FileIdentity?
        let sinceMilliseconds: Int
    }

    private var observations: [String: Observation] = [:]

    /// - Parameters:
    ///   - identity: what the file is now; `nil` if it is missing.
    ///   - wasRenamedIn: the kernel reported a rename to this path since the last look.
    ///   - modifiedMillisecondsAgo: the age of its content by the file system's clock.
    mutating func judge(
        _ path: String, _ identity: FileIdentity?, wasRenamedIn: Bool = false,
        modifiedMillisecondsAgo: Int = 0, nowMilliseconds: Int
    ) -> Verdict {
        if identity != nil, wasRenamedIn || modifiedMillisecondsAgo > Self.truncatedMilliseconds {
            // A file that was seen before keeps its time: `judgeTruncated` counts from it.
            if observations[path]?.identity != identity {
                observations[path] = Observation(
                    identity: identity, sinceMilliseconds: nowMilliseconds)
            }
            return .settled
        }
        let wanted = identity == nil ? Self.missingMilliseconds : Self.unchangedMilliseconds
        return wait(path, identity, wanted, nowMilliseconds)
    }

    /// For a file that is the same in two looks but shorter than its headers say.
    mutating func judgeTruncated(
        _ path: String, _ identity: FileIdentity, nowMilliseconds: Int
    ) -> Verdict {
        wait(path, identity, Self.truncatedMilliseconds, nowMilliseconds)
    }

    mutating func forget(_ path: String) {
        observations[path] = nil
    }

    /// Forgets every other path: files come and go before they have settled.
    mutating func keep(_ paths: Set<String>) {
        observations = observations.filter { paths.contains($0.key) }
    }

    private mutating func wait(
        _ path: String, _ identity: FileIdentity?, _ wanted: Int, _ now: Int
    ) -> Verdict {
        guard let seen = observations[path], seen.identity == identity else {
            observations[path] = Observation(identity: identity, sinceMilliseconds: now)
            return .lookAgain(milliseconds: wanted)
        }
        let age = now - seen.sinceMilliseconds
        return age >= wanted ? .settled : .lookAgain(milliseconds: wanted - age)
    }
}
