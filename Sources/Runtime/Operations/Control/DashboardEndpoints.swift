import ControlHTTP
import Dashboard

/// The dashboard's files, on the listener that only reads.
enum DashboardEndpoints {
    static let all = Dashboard.files.map { file in
        let type = ControlResponse.Field("Content-Type", file.contentType)
        let fields = DashboardFile.fields.map { ControlResponse.Field($0.name, $0.value) }
        let response = ControlResponse(status: 200, fields: [type] + fields, body: file.bytes)
        return ControlEndpoint("GET", file.path) { $0.responder.respond(response) }
    }
}
