import PluginABI
import Testing

@testable import Runtime

/// The step into a plugin's `handle`, and what becomes of its result.
@Suite struct PluginCallTests {
    private func text(_ bytes: nano_bytes) -> String {
        String(decoding: UnsafeBufferPointer(start: bytes.data, count: bytes.count), as: UTF8.self)
    }

    private func failure(_ outcome: PluginCall.Outcome) -> String? {
        if case .failed(.invalid(let reason), _) = outcome { return reason }
        return nil
    }

    @Test func showsTheRequestAsViews() throws {
        let call = ScriptedCall(
            request: "PUT /a/b?c=d HTTP/1.0\r\nHost: App.example:80\r\nX: y\r\n"
                + "Content-Length: 4\r\n\r\nbody")
        let seen = Recorder<[String]>()
        _ = try call.run { [self] request, _ in
            let request = request.pointee
            seen.add(
                [request.method, request.target, request.path, request.query, request.host]
                    .map(text) + [text(request.body), text(request.peer)])
            seen.add(
                (0..<request.header_count).map { index in
                    text(request.headers[index].name) + "=" + text(request.headers[index].value)
                })
            seen.add(["\(request.size)", "\(request.http_version)"])
            return NANO_ERROR
        }
        #expect(
            seen.all == [
                ["PUT", "/a/b?c=d", "/a/b", "c=d", "App.example", "body", "peer"],
                ["Host=App.example:80", "X=y", "Content-Length=4"], ["136", "256"],
            ])
    }

    @Test func theFirstAnswerCountsAndASecondOneGetsAnError() throws {
        let codes = Recorder<Int32>()
        let (outcome, output) = try ScriptedCall().run { _, responder in
            for body in ["one", "two"] as [StaticString] {
                codes.add(nano_respond(responder, 200, .init("text/plain"), .init(body)))
            }
            return NANO_OK
        }
        #expect(codes.all == [NANO_OK, NANO_ERROR_STATE])
        #expect(failure(outcome) == nil)
        #expect(output.hasSuffix("one"))
    }

    @Test func anAnswerAfterARefusedOneCounts() throws {
        let (outcome, output) = try ScriptedCall().run { _, responder in
            _ = nano_respond(responder, 99, .init("text/plain"), .init("bad"))
            return nano_respond(responder, 200, .init("text/plain"), .init("good"))
        }
        #expect(failure(outcome) == nil)
        #expect(output.hasSuffix("good"))
    }

    @Test func anErrorAfterAnAnswerDropsIt() throws {
        let (outcome, output) = try ScriptedCall().run { _, responder in
            _ = nano_respond(responder, 200, .init("text/plain"), .init("never sent"))
            return NANO_ERROR
        }
        #expect(failure(outcome) == "handle returned -1")
        #expect(output == "before|")
    }

    @Test func noAnswerAtAllIsAFailure() throws {
        let (outcome, output) = try ScriptedCall().run { _, _ in NANO_OK }
        #expect(failure(outcome) == "handle returned NANO_OK without an answer")
        #expect(output == "before|")
    }

    @Test func anAnswerThatIsNullIsRefused() throws {
        let codes = Recorder<Int32>()
        _ = try ScriptedCall().run { _, responder in
            codes.add(responder.pointee.respond(responder, nil))
            codes.add(responder.pointee.respond(nil, nil))
            return NANO_OK
        }
        #expect(codes.all == [NANO_ERROR_INVALID, NANO_ERROR_INVALID])
    }
}
