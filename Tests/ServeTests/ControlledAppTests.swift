import ControlAPI
import Foundation
import Testing

/// Each verb of the control API, by the real binary and under load: what was asked for is so when
/// the answer comes, and no request is lost on the way.
@Suite(.serialized)
struct ControlledAppTests {
    private func busy(_ server: ServerProcess, _ host: String = "hello") throws -> LoadGenerator {
        let load = try LoadGenerator(port: server.port, connections: 16, host: host)
        try load.awaitResponses(16)
        return load
    }

    @Test func aDrainUnderLoadLosesNothingAndAResumeServes() throws {
        try withServer(["hello": .hello(1)]) { server in
            let load = try busy(server)
            let drained = try server.app("POST", "/apps/hello/drain")
            #expect([.draining, .drained].contains(drained.state))
            let refused = try server.get("hello")
            #expect(refused.status == 503)
            #expect(refused["retry-after"] == "30")
            #expect(refused.text.contains("Drained by an operator"))
            try server.events.next("app_unloaded") { $0.unmapped == true }
            #expect(try server.app("GET", "/apps/hello").state == .drained)

            let resumed = try server.app("POST", "/apps/hello/resume")
            #expect(resumed.servingGeneration == 2)
            #expect(try server.get("hello").text == "v1")
            try load.awaitResponses(16)
            let report = try load.stop()
            #expect(report.connectionErrors.isEmpty)
            #expect(report.responses.keys.allSatisfy { $0 == "200 v1" || $0.hasPrefix("503") })
        }
    }

    @Test func aRequestInFlightIsAnsweredByWhatIsDrained() throws {
        try withServer(["app": .held]) { server in
            let gate = try server.directory.gate()
            let client = try server.connect()
            try client.request("GET", "/?\(gate.path)", host: "app")
            try server.events.next("app_log")
            let report = try server.app("POST", "/apps/app/drain")
            #expect(report.state == .draining)
            #expect(report.generations.first?.drain?.activeAtStart == 1)
            gate.open()
            #expect(try client.receive().text == "let go")
            try server.events.next("app_unloaded")
        }
    }

    @Test func aReloadUnderLoadIsANewGenerationOfTheSameFileAndLosesNothing() throws {
        try withServer(["hello": .hello(1)]) { server in
            let load = try busy(server)
            #expect(try server.app("POST", "/apps/hello/reload").servingGeneration == 2)
            try load.awaitResponses(16)
            let report = try load.stop()
            #expect(report.connectionErrors.isEmpty)
            #expect(Set(report.responses.keys) == ["200 v1"])
        }
    }

    @Test func aRollbackUnderLoadGoesBackAndForthAndLosesNothing() throws {
        try withServer(["hello": .hello(1)]) { server in
            let none = try server.refusal("POST", "/apps/hello/rollback")
            #expect(none.status == 409)
            let load = try busy(server)
            try server.plugins.install(.hello(2), as: "hello")
            try server.events.next("app_swapped", app: "hello")
            for version in [1, 2, 1] {
                _ = try server.app("POST", "/apps/hello/rollback")
                #expect(try server.get("hello").text == "v\(version)")
                try load.awaitResponses(16)
            }
            let report = try load.stop()
            #expect(report.connectionErrors.isEmpty)
            #expect(Set(report.responses.keys) == ["200 v1", "200 v2"])
        }
    }

    @Test func anAddedAppServesUntilItIsRemoved() throws {
        try withServer(["hello": .hello(1), "third": .hello(3)]) { server in
            let path = server.directory.file("other.so")
            try PluginDirectory.write(PluginBuilder.bytes(of: .hello(2)), to: path)
            let entry = #"{"path":"\#(path)","hostnames":["other.example"]}"#
            let response = try server.control("POST", "/apps", body: entry)
            #expect(response.status == 201)
            #expect(try server.get("other.example").text == "v2")
            #expect(try server.app("GET", "/apps/other").source == .control)
            #expect(try server.refusal("POST", "/apps", body: entry).status == 409)

            #expect(try server.control("DELETE", "/apps/other").status == 202)
            try server.events.next("app_removed", app: "other")
            #expect(try server.get("other.example").status == 404)
            #expect(try server.control("GET", "/apps/other").status == 404)
        }
    }

    @Test func aRemovedAppOfTheDirectoryStaysAwayUntilItsFileChanges() throws {
        try withServer(["hello": .hello(1), "other": .hello(2), "third": .hello(2)]) { server in
            #expect(try server.control("DELETE", "/apps/hello").status == 202)
            try server.events.next("app_removed", app: "hello")
            #expect(try server.control("POST", "/reload").status == 200)
            #expect(try server.get("hello").status == 404)
            try server.plugins.install(.hello(3), as: "hello")
            try server.events.next("app_loaded", app: "hello") { $0.generation == 4 }
            #expect(try server.get("hello").text == "v3")
        }
    }

    @Test func aRefusedCandidateAnswers422AndTheOldOneServesOn() throws {
        try withServer(["hello": .hello(1)]) { server in
            let path = server.directory.file("bad.so")
            try PluginDirectory.write(Array(repeating: 0x20, count: 100), to: path)
            let added = try server.refusal("POST", "/apps", body: #"{"path":"\#(path)"}"#)
            #expect(added.status == 422)
            #expect(added.detail.contains("bad.so"))
            #expect(try server.control("GET", "/apps/bad").status == 404)

            try server.plugins.configure("hello", #"{"max_faults":"many"}"#)
            let reloaded = try server.refusal("POST", "/apps/hello/reload")
            #expect(reloaded.status == 422)
            #expect(reloaded.detail.contains("hello.json:1:15: max_faults: expected"))
            #expect(try server.get("hello").text == "v1")
            #expect(try server.app("GET", "/apps/hello").lastFailure != nil)
        }
    }

    @Test func everyCommandLeavesAnEventThatSaysWhoAsked() throws {
        try withServer(["hello": .hello(1)]) { server in
            _ = try server.app("POST", "/apps/hello/reload")
            let line = try server.events.next("control_command")
            #expect(line.app == "hello")
            let refused = try server.refusal("POST", "/apps/nobody/drain")
            #expect(refused.status == 404)
            #expect(refused.detail.contains("nobody"))
            let second = try server.events.next("control_command")
            #expect(second.app == "nobody")
            #expect(second.reason == "there is no app nobody")
        }
    }

    @Test func aSignedPluginGoesBackBehindItsVersionAndNotToAWithdrawnKey() throws {
        try withSigning { signing in
            try signing.deploy(1)
            try signing.serve { server in
                try signing.deploy(2)
                try server.events.next("app_swapped", app: "app")
                _ = try server.app("POST", "/apps/app/rollback")
                #expect(try server.get("app").text == "v1")

                let other = try SigningKey(in: signing.directory, "other")
                let keys = try Data(contentsOf: URL(filePath: other.publicKeyPath))
                try keys.write(to: URL(filePath: signing.key.publicKeyPath), options: .atomic)
                #expect(try server.control("POST", "/reload").status == 200)
                let refused = try server.refusal("POST", "/apps/app/rollback")
                #expect(refused.status == 422)
                #expect(refused.detail.contains("a trusted key was withdrawn since generation 2"))
                #expect(try server.get("app").text == "v1")
            }
        }
    }
}
