// What the control API tells of the process.

import ControlAPI
import ControlHTTP

extension ControlCall {
    func tellStatus() {
        answer(StatusReport(server))
    }

    func tellVersion() {
        answer(VersionReport(version: Version.text, abi: server.abi))
    }

    func tellHealth() {
        let stuck = server.stuckLoops
        guard stuck.isEmpty else {
            return tellStuck("no turn in 10 s: \(stuck.joined(separator: ", "))")
        }
        responder.after(milliseconds: 10_000) { [self] in
            tellStuck("no answer in 10 s: lifecycle")
        }
        server.question { [self] in answer(HealthReport(status: "ok")) }
    }

    private func tellStuck(_ detail: String) {
        answer(HealthReport(status: "stuck", detail: detail), status: 503)
    }

    func tellReadiness() {
        let phase = server.phase.now
        let detail: String
        switch phase {
        case .ready: return answer(HealthReport(status: "ok"))
        case .starting: detail = "the first apps are loading"
        case .lameDuck: detail = "it serves on, and will stop"
        case .stopping: detail = "it drains"
        }
        let status = StatusReport.State(phase).rawValue
        answer(HealthReport(status: status, detail: detail), status: 503)
    }

    func tellMetrics() {
        let (contentType, body) = server.metrics(request.fields["accept"] ?? "")
        let fields =
            [ControlResponse.Field("Content-Type", contentType)] + ControlResponse.commonFields
        responder.respond(ControlResponse(status: 200, fields: fields, body: body))
    }
}
