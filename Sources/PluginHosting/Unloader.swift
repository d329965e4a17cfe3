// The last steps of the app line: unload and verify. `dlclose` answering 0 proves nothing, so this
// looks whether the image has really left the process.

public import ELFPreflight
import Glibc
import LinuxShims

public enum Unloader {
    public enum Outcome: Equatable, Sendable {
        case unloaded
        /// The image stays in the process for good.
        case pinned(String)
        /// Threads that the plugin started still run: closing now could pull their code away.
        case threadsRemain(Int)
    }

    /// Closes an image that no request, lane or owner thread uses any more.
    /// - Parameter owner: the generation's number, as it was given to `Loader.load`.
    public static func unload(_ image: PluginImage, owner: UInt64, facts: PluginFacts) -> Outcome {
        let threads = Int(linux_owned_threads(owner))
        if threads > 0 { return .threadsRemain(threads) }
        if let signal = handledSignal(in: image) {
            return .pinned("its handler of signal \(signal) is still installed")
        }
        let status = dlclose(image.handle)
        if status == 0 && !isMapped(image) {
            linux_owned_threads_forget(owner)
            return .unloaded
        }
        return .pinned(facts.pinnedReason ?? reasonUnknown(facts))
    }

    private static func handledSignal(in image: PluginImage) -> Int32? {
        var start: UInt = 0
        var end: UInt = 0
        guard linux_image_range(image.base, &start, &end) == 0 else { return nil }
        let signal = linux_signal_handler_in(start, end)
        return signal > 0 ? signal : nil
    }

    /// Two independent witnesses: the list of images and the loader's own table, by the path,
    /// which no other image ever had.
    private static func isMapped(_ image: PluginImage) -> Bool {
        if linux_image_is_mapped(nil, image.path) != 0 { return true }
        guard let again = dlopen(image.path, RTLD_NOW | RTLD_NOLOAD) else { return false }
        dlclose(again)
        return true
    }

    private static func reasonUnknown(_ facts: PluginFacts) -> String {
        facts.hazards.contains(.threadLocalDestructors)
            ? "a thread-local destructor of the plugin is registered on a thread that still runs"
            : "dlclose left the image mapped: another object or thread still refers to it"
    }
}
