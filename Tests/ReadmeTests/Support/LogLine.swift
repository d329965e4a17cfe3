/// What these tests read of a line of the server's log.
struct LogLine: Decodable {
    let event: String
    /// Of `server_start`.
    let port: Int?
    /// Of the events of an app.
    let app: String?
    /// Of `app_rejected`.
    let reason: String?
}
