import ControlHTTP
import Testing

@testable import Runtime

/// From a request to its endpoint.
@Suite struct ControlRouterTests {
    private let control = ControlRouter(isReadOnly: false)
    private let status = ControlRouter(isReadOnly: true)

    @Test(arguments: [
        ("GET", "/apps", "/apps", ""), ("HEAD", "/apps", "/apps", ""),
        ("POST", "/apps", "/apps", ""), ("GET", "/apps/hello", "/apps/NAME", "hello"),
        ("DELETE", "/apps/a%20b", "/apps/NAME", "a%20b"),
        ("POST", "/apps/hello/drain", "/apps/NAME/drain", "hello"),
        ("POST", "/reload", "/reload", ""),
    ])
    func findsTheEndpoint(method: String, path: String, pattern: String, name: String) throws {
        let found = try control.endpoint(method, path)
        #expect(found.endpoint.path == pattern && found.name == name)
        #expect(found.endpoint.method == (method == "HEAD" ? "GET" : method))
    }

    @Test(arguments: ["", "/", "/apps/", "/apps//drain", "/apps/a/b", "/apps/a/drain/", "/APPS"])
    func anotherPathIsNotThere(path: String) {
        #expect(throws: ControlFailure(.notFound, "no such path: \(path)")) {
            try control.endpoint("GET", path)
        }
    }

    @Test(arguments: [
        ("PUT", "/apps", "GET, POST, HEAD"), ("POST", "/apps/a", "GET, DELETE, HEAD"),
        ("GET", "/apps/a/drain", "POST"), ("HEAD", "/reload", "POST"),
    ])
    func anotherMethodIsToldWhichIsMeant(method: String, path: String, allowed: String) {
        let failure = #expect(throws: ControlFailure.self) {
            try control.endpoint(method, path)
        }
        #expect(failure?.status == 405)
        #expect(failure?.fields == [ControlResponse.Field("Allow", allowed)])
    }

    @Test func theStatusListenerHasNothingThatChangesAnything() throws {
        for endpoint in ControlRouter.endpoints {
            let path = endpoint.path.replacing("NAME", with: "a")
            if endpoint.kind == .reading {
                _ = try status.endpoint(endpoint.method, path)
            } else {
                #expect(throws: ControlFailure.self) {
                    try status.endpoint(endpoint.method, path)
                }
            }
        }
    }

    @Test func whatOnlyReadsIsAskedForByGET() {
        for endpoint in ControlRouter.endpoints {
            #expect((endpoint.kind == .reading) == (endpoint.method == "GET"))
        }
    }
}
