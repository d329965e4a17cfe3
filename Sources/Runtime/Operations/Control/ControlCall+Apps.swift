// What the control API tells of apps.

import Configuration
import ControlAPI

extension ControlCall {
    func tellApps() {
        let moment = ReportMoment()
        answer(AppListReport(apps: server.board.all.map { AppReport($0, moment) }))
    }

    func tellApp() {
        guard let status = try? AppName(name), let status = server.board[status] else {
            return refuse(ControlFailure(.notFound, "no app is called \(name)"))
        }
        let winding = status.generations.filter(\.windsDown).map(\.id)
        guard !winding.isEmpty else { return answer(AppReport(status, ReportMoment())) }
        _ = HoldersQuestion(winding, server, responder) { [self] answers in
            answer(AppReport(status, ReportMoment()).explained(status, server, answers))
        }
    }
}
