import Testing

/// Plugins that reach for what is not theirs: the names, signals and descriptors of the process.
@Suite(.serialized) struct NeighbourTests {
    @Test func pluginsThatExportTheSameNamesEachSeeTheirOwn() throws {
        let plugins = try ["one": 1, "two": 2].mapValues { value in
            try PluginBuilder.bytes(
                of: FixturePlugin(
                    "clashing.c", defines: ["VALUE=\(value)"], isLinkedLoosely: true))
        }
        try Bystander.watches(plugins) { server in
            for _ in 1...3 {
                #expect(try server.get("one").text == "1 2")
                #expect(try server.get("two").text == "2 4")
                try server.plugins.install(plugins["one"]!, as: "one")
                try server.events.next("app_swapped", app: "one")
            }
        }
    }

    @Test func descriptorsClosedUnderTheRuntimeEndTheProcessWithALine() throws {
        try withServer(["other": .hello(1)]) { server in
            try server.plugins.install(FixturePlugin("closes-all-descriptors.c"), as: "app")
            #expect(try server.waitForEnd() == 70)
            let lines = server.process.errorText.split(separator: "\n")
            #expect(lines.count == 1)
            #expect(lines.first?.contains("was closed, as by a plugin") == true)
        }
    }

    @Test(arguments: ["cpp", "rust"])
    func whatIsThrownStopsAtTheSDKsBoundary(language: String) throws {
        let bytes =
            try language == "cpp"
            ? PluginBuilder.bytes(of: FixturePlugin("throws.cc"))
            : TemplatePlugin.build(folder: "\(Checkout.fixtures)/panics-rust")
        try Bystander.watches(["app": bytes]) { server in
            #expect(try server.get("app", "/throw").status == 500)
            try server.events.next("app_log", app: "app") {
                $0.message?.contains("thrown") == true
            }
            #expect(try server.get("app").text == "caught")
            try server.plugins.remove("app")
            try server.events.next("app_unloaded", app: "app")
        }
    }
}
