import Configuration
import Glibc
import LinuxShims
import Testing

@testable import Runtime

/// The app line with real files and images, and loops that the test owns. One at a time: threads
/// are counted by generation for the whole process, and each line's first generation is 1.
@Suite(.serialized) struct LifecycleTests {
    @Test func aDroppedFileServesAReplacementSwapsAndARemovalUnloads() throws {
        let line = try AppLine()
        let bytes = try CompiledPlugin.bytes(CompiledPlugin.source())
        try line.drop("app.so", bytes)
        #expect(line.nextNames(1) == ["app_loaded"])
        #expect(line.port.answer("app.localhost") == "generation 1")
        try line.drop("app.so", bytes)
        #expect(
            line.nextNames(4) == ["app_swapped", "app_drain_start", "app_drained", "app_unloaded"])
        #expect(line.port.answer("APP.") == "generation 2")
        try line.remove("app.so")
        #expect(
            line.nextNames(4) == [
                "app_drain_start", "app_drained", "app_unloaded", "app_removed",
            ])
        #expect(line.port.answer("app") == "404")
        #expect(line.stagedFiles == [])
        #expect(line.keptFiles == [])
        line.shutDown()
        #expect(line.exitCode == 0)
    }

    @Test func aBadFileDisplacesNothingAndAGoodOneAfterItSwaps() throws {
        let line = try AppLine()
        let bytes = try CompiledPlugin.bytes(CompiledPlugin.source())
        try line.drop("app.so", bytes)
        #expect(line.next("app_loaded") != nil)
        try line.drop("app.so", Array("no plugin at all, and long enough for a header....".utf8))
        #expect(line.next("app_rejected")?.contains(#""serving":true"#) == true)
        let failing = CompiledPlugin.source(create: "return NANO_ERROR;")
        try line.drop("app.so", CompiledPlugin.bytes(failing))
        #expect(line.next("app_rejected")?.contains("create returned -1") == true)
        #expect(line.port.answer("app") == "generation 1")
        try line.drop("app.so", bytes)
        #expect(line.next("app_swapped") != nil)
    }

    @Test func aCreateThatHangsIsRejectedAndHoldsUpNobody() throws {
        let line = try AppLine(callTimeoutMilliseconds: 200)
        let hanging = CompiledPlugin.source(create: "sleep(2); return NANO_OK;")
        try line.drop("hanging.so", CompiledPlugin.bytes(hanging))
        try line.drop("app.so", CompiledPlugin.bytes(CompiledPlugin.source()))
        #expect(line.next("app_rejected")?.contains("create did not return in 200 ms") == true)
        #expect(line.next("app_parked") != nil)
        #expect(line.port.waitFor("generation 2", from: "app"))
        #expect(line.next("app_unloaded")?.contains(#""app":"hanging""#) == true)
    }

    @Test(.enabled(if: linux_thread_owners_are_tracked() == 1))
    func aRemovedAppWithAThreadLeftLeavesTheRoutesAndIsUnloadedWhenTheThreadEnds() throws {
        let line = try AppLine()
        let signal = line.plugins.file("end")
        let leaking = CompiledPlugin.source(
            """
            static void *run(void *p) {
                while (access("\(signal)", F_OK)) usleep(1000);
                return p;
            }
            """,
            create: "pthread_t t; pthread_create(&t, 0, run, 0); pthread_detach(t); return NANO_OK;"
        )
        try line.drop("leaking.so", CompiledPlugin.bytes(leaking))
        #expect(line.next("app_loaded") != nil)
        try line.remove("leaking.so")
        #expect(line.next("app_parked")?.contains("1 threads that the plugin started") == true)
        #expect(line.next("app_removed") != nil)
        #expect(line.port.answer("leaking") == "404")
        try line.plugins.write("end", "")
        #expect(line.next("app_unloaded") != nil)
    }

    @Test func aHostThatMovesToAnotherAppServesWhileTheFormerDrains() throws {
        let line = try AppLine()
        let bytes = try CompiledPlugin.bytes(CompiledPlugin.source())
        try line.plugins.write("a.json", #"{"hostname":"shared.example"}"#)
        try line.plugins.write("b.json", #"{"hostname":"shared.example"}"#)
        try line.drop("a.so", bytes)
        #expect(line.next("app_loaded") != nil)
        let lease = try #require(line.port.lease("shared.example"))
        try line.remove("a.so")
        #expect(line.next("app_drain_start") != nil)
        #expect(line.port.answer("shared.example") == "503")
        try line.drop("b.so", bytes)
        #expect(line.next("app_loaded") != nil)
        #expect(line.port.answer("shared.example") == "generation 2")
        lease.end()
        #expect(line.next("app_unloaded")?.contains(#""app":"a""#) == true)
    }

    @Test func aShutdownThatAThreadHoldsUpSaysSoAndExitsWith3() throws {
        let line = try AppLine(drainTimeoutSeconds: 0.3, callTimeoutMilliseconds: 10_000)
        let hanging = CompiledPlugin.source(destroy: "sleep(3);")
        try line.drop("app.so", CompiledPlugin.bytes(hanging))
        #expect(line.next("app_loaded") != nil)
        line.shutDown()
        #expect(line.next("shutdown_timeout_reached")?.contains(#""active":0"#) == true)
        #expect(line.exitCode == 3)
    }
}
