/// One header field of a response.
struct ResponseHeader: Sendable {
    let name: Content
    let value: Content
}
