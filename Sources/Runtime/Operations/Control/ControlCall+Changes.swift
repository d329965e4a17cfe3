// What the control API changes: each is a command to the lifecycle thread, whose reply is awaited
// by nobody: the answer is written when it comes, or when its time is over.

import Configuration
import ControlAPI
import ControlHTTP
import Glibc

extension ControlCall {
    private static let replyMilliseconds = 60_000

    func addApp() {
        do throws(ControlFailure) {
            let entry = try readEntry()
            order(.add(entry)) { [self] _ in tell(entry.name, status: 201, before: nil) }
        } catch {
            refuse(error)
        }
    }

    func removeApp() {
        order({ .remove($0) }, status: 202)
    }

    func reloadApp() {
        order({ .reload($0) }, status: 200)
    }

    func drainApp() {
        order({ .drain($0) }, status: 202)
    }

    func resumeApp() {
        order({ .resume($0) }, status: 200)
    }

    func rollBackApp() {
        order({ .rollback($0) }, status: 200)
    }

    func reload() {
        order(.reloadAll) { [self] outcome in
            guard case .reloaded(let added, let removed, let changed, let unchanged) = outcome
            else { return }
            answer(
                ReloadReport(
                    added: added, removed: removed, changed: changed, unchanged: unchanged))
        }
    }
}

extension ControlCall {
    /// Orders something of the app that the path names.
    private func order(_ command: (AppName) -> ControlCommand, status: Int) {
        guard let app = try? AppName(name) else {
            return refuse(ControlFailure(.notFound, "no app is called \(name)"))
        }
        let before = server.board[app]
        order(command(app)) { [self] _ in tell(app, status: status, before: before) }
    }

    private func order(
        _ command: ControlCommand, whenDone: @escaping @Sendable (ControlOutcome) -> Void
    ) {
        responder.after(milliseconds: Self.replyMilliseconds) { [self] in
            let seconds = Self.replyMilliseconds / 1_000
            refuse(ControlFailure(.timeout, "not done after \(seconds) s; it goes on"))
        }
        server.command(command, origin) { [self] result in
            switch result {
            case .success(let outcome): whenDone(outcome)
            case .failure(let error): refuse(ControlFailure(error))
            }
        }
    }

    /// - Parameter before: what was known of the app, which may be gone by now.
    private func tell(_ app: AppName, status: Int, before: AppStatus?) {
        if let now = server.board[app] {
            return answer(AppReport(now, ReportMoment()), status: status)
        }
        guard var before else {
            return refuse(ControlFailure(.conflict, "\(app) was removed in the meantime"))
        }
        before.state = .leaving
        before.serving = nil
        before.generations = []
        answer(AppReport(before, ReportMoment()), status: status)
    }

    private func readEntry() throws(ControlFailure) -> AppEntry {
        var entry: AppEntry
        do throws(AddedEntryError) {
            entry = try AppEntry.parse(added: request.body)
        } catch {
            switch error {
            case .notJSON(let error): throw ControlFailure(.badRequest, "\(error)")
            case .refused(let error): throw ControlFailure(.rejected, "\(error)")
            }
        }
        entry.path = entry.path.map(Self.absolute)
        return entry
    }

    /// By the working directory of the process, where it is relative.
    private static func absolute(_ path: String) -> String {
        guard !path.hasPrefix("/"), let directory = getcwd(nil, 0) else { return path }
        defer { free(directory) }
        return "\(String(cString: directory))/\(path)"
    }
}
