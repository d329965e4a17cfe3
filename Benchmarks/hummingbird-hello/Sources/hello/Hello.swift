import Hummingbird
import Logging
import NIOPosix

/// The hello app in Hummingbird, for `tools/bench http`: `hello PORT`. One event loop, no log of
/// requests. `GET /` greets; `POST /` gives back the body.
@main
struct Hello {
    static func main() async throws {
        guard CommandLine.arguments.count == 2, let port = Int(CommandLine.arguments[1]) else {
            fatalError("usage: hello PORT")
        }
        var logger = Logger(label: "hello")
        logger.logLevel = .error
        let application = Application(
            router: router(),
            configuration: .init(address: .hostname("127.0.0.1", port: port), backlog: 4096),
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup(numberOfThreads: 1)),
            logger: logger
        )
        try await application.runService()
    }

    private static func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get("/") { request, _ in
            var headers: HTTPFields = [.contentType: "text/plain"]
            // Hummingbird closes the connection when it is asked to, and doesn't say so; wrk would
            // count that as an error.
            if request.headers[.connection] == "close" { headers[.connection] = "close" }
            let body = ResponseBody(byteBuffer: ByteBuffer(string: "Hello, World!"))
            return Response(status: .ok, headers: headers, body: body)
        }
        router.post("/") { request, _ in
            try await request.body.collect(upTo: 1 << 20)
        }
        return router
    }
}
