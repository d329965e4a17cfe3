import ControlHTTP
import Dashboard

/// The dashboard's files, on the listener that only reads.
enum DashboardEndpoints {
    static let all = [
        file("/", "text/html; charset=utf-8", Dashboard.page),
        file("/dashboard.css", "text/css; charset=utf-8", Dashboard.style),
        file("/dashboard.js", "text/javascript; charset=utf-8", Dashboard.script),
    ]

    private static func file(
        _ path: String, _ contentType: String, _ bytes: [UInt8]
    ) -> ControlEndpoint {
        let fields = [ControlResponse.Field("Content-Type", contentType)]
        return ControlEndpoint("GET", path) { call in
            call.responder.respond(
                ControlResponse(
                    status: 200, fields: fields + ControlResponse.commonFields, body: bytes))
        }
    }
}
