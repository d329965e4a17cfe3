// Every defect with its words: what was seen, why it hurts in production, and what to change. The
// one place that says so; text and JSON are both made of it.

import PluginHosting

extension Defect {
    var severity: Severity { entry.severity }
    /// What was seen, in words that follow the name of the step.
    var seen: String { entry.seen }
    /// What it does to a runtime that serves this plugin.
    var harm: String { entry.harm }
    /// What its author should change.
    var cure: String { entry.cure }

    private struct Entry {
        let severity: Severity
        let seen: String
        let harm: String
        let cure: String

        init(_ severity: Severity, _ seen: String, harm: String, cure: String) {
            self.severity = severity
            self.seen = seen
            self.harm = harm
            self.cure = cure
        }
    }

    private var entry: Entry {
        switch self {
        case .refused, .notLoaded, .createFailed, .crashed, .exited, .hung, .silenced: ending
        case .badAnswer, .callNotEnded, .serverError: answering
        case .threadsLeft, .unknownThreadsLeft, .pinned, .imageStays: staying
        case .memoryGrows, .mappingsGrow: growing
        case .signalHandlerLeft, .signalActionChanged, .signalMaskChanged, .descriptorLeft,
            .descriptorClosed:
            leaving
        case .environmentChanged, .directoryChanged, .localeChanged, .fileModeMaskChanged:
            sharing
        }
    }

    /// What ends the plugin's life, or the process's.
    private var ending: Entry {
        switch self {
        case .refused(let reason):
            Entry(
                .fail, reason, harm: "a runtime rejects the file",
                cure: "see nano-tools inspect")
        case .notLoaded(let reason):
            Entry(
                .fail, reason, harm: "a runtime rejects the file",
                cure: "link with -z defs, and export nano_plugin_entry_v1")
        case .createFailed(let code, let log):
            Entry(
                .fail, "returned \(code)" + (log.map { ", having logged \"\($0)\"" } ?? ""),
                harm: "a runtime rejects the file, and goes on with the version before it",
                cure: "return NANO_OK where the app can serve; --env gives it variables")
        case .crashed(let signal, let output):
            Entry(
                .fail,
                "ended by \(signalName(signal))"
                    + (output.map { ", having printed \"\($0)\"" } ?? ""),
                harm: "the runtime and every app in it end with it",
                cure: "run nano-tools check under a debugger that follows children")
        case .exited(let code):
            Entry(
                .fail, "ended the process with exit(\(code))",
                harm: "the runtime and every app in it end with it",
                cure: "return an error instead: from create to be rejected, from handle for a 500")
        case .hung(let seconds):
            Entry(
                .fail, "did not return in \(seconds) s",
                harm: "the app is rejected, or parked with its memory for as long as it hangs",
                cure: "bound every wait; --deadline allows more time")
        case .silenced:
            Entry(
                .fail, "closed the descriptor that the check reports by, or was killed",
                harm: "the runtime's own sockets would be closed, or its memory used up",
                cure: "close only descriptors that you opened, each once")
        default: preconditionFailure("not of this group")
        }
    }

    private var answering: Entry {
        switch self {
        case .badAnswer(let request, let reason):
            Entry(
                .fail, "\(request): \(reason)", harm: "the client gets a 500",
                cure: "answer once with respond(), by the rules of nano/response.h")
        case .callNotEnded(let request):
            Entry(
                .fail, "\(request): deferred, and not ended in time",
                harm: "the client gets a 504, and the version cannot be unloaded before its "
                    + "drain's deadline",
                cure: "end every call once, cancelled ones too; --deadline allows more time")
        case .serverError(let request, let status):
            Entry(
                .warning, "\(request): answered \(status)", harm: "the client gets a \(status)",
                cure: "give it what it needs with --env, or another request with --request")
        default: preconditionFailure("not of this group")
        }
    }

    private var staying: Entry {
        switch self {
        case .threadsLeft(let count):
            Entry(
                .fail, "left \(threads(count)) running",
                harm: "each swap parks the old version, with all its memory, until they end",
                cure: "tell them to end and join them in destroy")
        case .unknownThreadsLeft(let count):
            Entry(
                .fail, "left \(threads(count)) running that pthread_create did not make",
                harm: "the runtime does not see them, and unmaps the code under them",
                cure: "make threads with pthread_create, and join them in destroy")
        case .pinned(let reason):
            Entry(
                .warning, "the image stayed in the process: \(reason)",
                harm: "each swap leaves one image behind, until the runtime is restarted",
                cure: "see nano-tools inspect")
        case .imageStays(let reason):
            Entry(
                .fail, "the image stayed in the process: \(reason)",
                harm: "each swap leaves one image behind, until the runtime is restarted",
                cure: "see nano-tools inspect; leave nothing behind that refers to the image")
        default: preconditionFailure("not of this group")
        }
    }

    private var growing: Entry {
        switch self {
        case .memoryGrows(let kind, let bytes, let tolerance):
            Entry(
                .fail,
                "\(kind.rawValue) grew by \(bytes) bytes a cycle, expected at most \(tolerance)",
                harm: "a runtime that swaps the app often runs out of memory",
                cure: "free in destroy what create and handle allocate")
        case .mappingsGrow(let count):
            Entry(
                .fail, "\(count) more mappings in 100 cycles",
                harm: "a process may have some 65,000, and then no app can be loaded",
                cure: "unmap in destroy what create and handle map")
        default: preconditionFailure("not of this group")
        }
    }

    private var leaving: Entry {
        switch self {
        case .signalHandlerLeft(let signal):
            Entry(
                .fail, "left its handler of \(signalName(signal)) installed",
                harm: "a signal would run unmapped code, so the image is pinned",
                cure: "leave signals to the runtime, or restore the action in destroy")
        case .signalActionChanged(let signal):
            Entry(
                .warning, "changed what \(signalName(signal)) does",
                harm: "it is one setting for the runtime and all apps",
                cure: "leave signals to the runtime, or restore the action in destroy")
        case .signalMaskChanged:
            Entry(
                .fail, "changed the signal mask of a thread that is not its own",
                harm: "an event loop would go on with that mask, and miss signals or take them",
                cure: "restore the mask before the call returns")
        case .descriptorLeft(let target):
            Entry(
                .fail, "left a descriptor open: \(target)",
                harm: "each swap costs one, until the runtime can accept no connection",
                cure: "close in destroy what create and handle open")
        case .descriptorClosed(let target):
            Entry(
                .fail, "closed a descriptor that is not its own: \(target)",
                harm: "the connection of some other client or app is cut, or gets its bytes",
                cure: "close only descriptors that you opened, each once")
        default: preconditionFailure("not of this group")
        }
    }

    private var sharing: Entry {
        let harm = "it is one setting for the runtime and all apps"
        return switch self {
        case .environmentChanged(let variable):
            Entry(
                .warning, "changed the environment: \(variable)", harm: harm,
                cure: "keep values of your own; nano.env/1 has those of the app")
        case .directoryChanged(let path):
            Entry(
                .warning, "changed the working directory to \(path)", harm: harm,
                cure: "use absolute paths, or openat(2)")
        case .localeChanged(let locale):
            Entry(
                .warning, "changed the locale to \(locale)", harm: harm,
                cure: "use uselocale(3), and restore it before the call returns")
        case .fileModeMaskChanged(let mask):
            Entry(
                .warning, "changed the umask to 0\(String(mask, radix: 8))", harm: harm,
                cure: "give open(2) the mode, or use fchmod(2)")
        default: preconditionFailure("not of this group")
        }
    }

    private func threads(_ count: Int) -> String { count == 1 ? "a thread" : "\(count) threads" }
}
