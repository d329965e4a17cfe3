import Testing

/// A thousand swaps under load: what every one of them leaves behind would show.
@Suite(.serialized) struct ThousandSwapsTests {
    @Test(.timeLimit(.minutes(10))) func leaveMemoryMapsThreadsAndDescriptorsAsTheyWere() throws {
        let plugin = try PluginBuilder.bytes(of: .hello(1))
        try Bystander.watches(["app": plugin]) { server in
            // What the first swaps leave is allocated once, and used again by the others.
            for _ in 1...200 { try swap(plugin, on: server) }
            let before = try Footprint(server)
            for _ in 1...800 { try swap(plugin, on: server) }
            let after = try Footprint(server)
            #expect(after.images == before.images)
            #expect(after.threads == before.threads)
            #expect(after.descriptors == before.descriptors)
            #expect(after.mappings <= before.mappings + 8)
            // 1 KiB a swap.
            #expect(after.residentKiB <= before.residentKiB + 800)
        }
    }

    private func swap(_ plugin: [UInt8], on server: ServerProcess) throws {
        #expect(try server.get("app").text == "v1")
        try server.plugins.install(plugin, as: "app")
        let swapped = try server.events.next("app_swapped", app: "app")
        try server.events.next("app_unloaded") {
            $0.unmapped == true && $0.generation == swapped.fromGeneration
        }
    }

    private struct Footprint {
        let images: Int
        let threads: Int
        let descriptors: Int
        let mappings: Int
        let residentKiB: Int

        init(_ server: ServerProcess) throws {
            images = try server.images().count
            threads = try server.facts.threadCount()
            descriptors = try server.facts.descriptorCount()
            mappings = try server.facts.mappingCount()
            residentKiB = try server.facts.residentKiB()
        }
    }
}
