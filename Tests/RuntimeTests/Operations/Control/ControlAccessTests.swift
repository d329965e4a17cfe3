import ControlHTTP
import Testing

@testable import Runtime

/// Who may use a listener.
@Suite struct ControlAccessTests {
    private let token = ControlAccess.token(Array("0123456789abcdef".utf8))

    private func isAllowed(_ authorization: String?) -> Bool {
        let fields = authorization.map { ["authorization": $0] } ?? [:]
        let request = ControlRequest(method: "GET", path: "/", fields: fields)
        return (try? token.check(request)) != nil
    }

    @Test func theTokenIsABearersWholeWord() {
        #expect(isAllowed("Bearer 0123456789abcdef"))
        #expect(isAllowed("bearer 0123456789abcdef"))
    }

    @Test(arguments: [
        nil, "", "Bearer", "Bearer ", "0123456789abcdef", "Basic 0123456789abcdef",
        "Bearer 0123456789abcde", "Bearer 0123456789abcdef0", "Bearer 0123456789abcdeF",
    ])
    func anythingElseIsRefused(authorization: String?) {
        #expect(!isAllowed(authorization))
    }

    @Test func aSocketTakesItsUsersAlone() {
        let access = ControlAccess.users([0, 1_000])
        #expect(access.permits(.process(id: 1, userID: 1_000)))
        #expect(access.permits(.process(id: 1, userID: 0)))
        #expect(!access.permits(.process(id: 1, userID: 1_001)))
        #expect(!access.permits(.address("127.0.0.1:4711")))
    }
}
