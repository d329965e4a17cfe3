import Testing

@Suite(.serialized)
struct DensityTests {
    @Test func aThousandAppsInOneDirectoryEachAnswerOnTheirOwnHost() throws {
        let directory = try TestDirectory()
        let names = (1...1_000).map { "app-\($0)" }
        for name in names { try directory.plugins.install(.named, as: name) }
        try withServer(in: directory, [directory.plugins.path]) { server in
            let client = try server.connect()
            for name in names {
                let response = try client.answer(host: "\(name).localhost")
                #expect(response.status == 200)
                #expect(response.text == name)
            }
            #expect(try Set(server.images().map(\.app)) == Set(names))
        }
    }

    @Test func aThousandAppsLeaveTogether() throws {
        let directory = try TestDirectory()
        let names = (1...1_000).map { "app-\($0)" }
        for name in names { try directory.plugins.install(.named, as: name) }
        try withServer(in: directory, [directory.plugins.path]) { server throws in
            for name in names { try directory.plugins.remove(name) }
            for name in names { try server.events.next("app_unloaded", app: name) }
            #expect(try server.images().isEmpty)
            #expect(try server.get("app-1").status == 404)
        }
    }
}
