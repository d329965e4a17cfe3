import Glibc
import LinuxShims
import Testing

@Suite struct SignalTests {
    @Test func findsAHandlerThatPointsIntoAnImage() throws {
        let image = try LoadedImage(
            """
            #include <signal.h>
            static void handle(int number) { (void)number; }
            extern "C" int install() { return signal(SIGUSR2, handle) == SIG_ERR; }
            extern "C" int uninstall() { return signal(SIGUSR2, SIG_DFL) == SIG_ERR; }
            """, language: "c++")
        var base: UnsafeRawPointer?
        var path: UnsafePointer<CChar>?
        var (start, end): (UInt, UInt) = (0, 0)
        try #require(linux_image_of_handle(try image.handle, &base, &path) == 0)
        try #require(linux_image_range(base, &start, &end) == 0)

        #expect(linux_signal_handler_in(start, end) == 0)
        #expect(try image.call("install") == 0)
        #expect(linux_signal_handler_in(start, end) == SIGUSR2)
        #expect(linux_signal_handler_in(end, .max) != SIGUSR2)
        #expect(try image.call("uninstall") == 0)
        #expect(linux_signal_handler_in(start, end) == 0)
    }
}
