// `create`, `destroy` and the functions of the extensions run on a thread of their generation,
// never on the lifecycle thread: one plugin that hangs there stops nobody else. The thread ends
// before the image is closed. A plugin that faults there is reported as faulted, and in no other
// way.

import PluginABI
import PluginHosting

enum OwnerCall {
    enum CreateResult: Sendable {
        case created(PluginInstance)
        case failed(code: Int32)
    }

    /// Runs the plugin's `create`, and asks for its extensions; `report` is called on the new
    /// thread, last.
    static func create(
        _ image: PluginImage, _ host: PluginHost, _ guarded: GuardedImage,
        report: @escaping @Sendable (CreateResult) -> Void
    ) throws(ThreadError) -> NamedThread {
        try run("create", guarded, report: report) { () -> CreateResult in
            var app: UnsafeMutableRawPointer?
            let code = image.functions.pointee.create!(host.pointer, &app)
            guard code == NANO_OK else { return .failed(code: code) }
            let extensions = PluginExtensions(image.functions, app)
            return .created(
                PluginInstance(
                    functions: image.functions, app: app, guarded: guarded,
                    extensions: extensions))
        }
    }

    /// Runs the plugin's `destroy`; `report` is called on the new thread, last.
    static func destroy(
        _ plugin: PluginInstance, report: @escaping @Sendable () -> Void
    ) throws(ThreadError) -> NamedThread {
        try run("destroy", plugin.guarded, report: report) {
            plugin.functions.pointee.destroy!(plugin.app)
        }
    }

    /// Runs a function of the plugin's extensions; `report` is called on the new thread, last.
    static func run(
        _ call: ExtensionCall, _ plugin: PluginInstance,
        report: @escaping @Sendable (Result<SavedState?, ExtensionCallError>) -> Void
    ) throws(ThreadError) -> NamedThread {
        try run(call.name, plugin.guarded, report: report) {
            Result { () throws(ExtensionCallError) in try call.run(in: plugin) }
        }
    }

    /// Runs functions of the plugin on a thread of its generation; `report` is called on it, last,
    /// unless one of them faulted.
    private static func run<Result>(
        _ name: StaticString, _ guarded: GuardedImage,
        report: @escaping @Sendable (Result) -> Void, _ body: @escaping @Sendable () -> Result
    ) throws(ThreadError) -> NamedThread {
        try NamedThread("\(name)-\(guarded.owner)", owner: guarded.owner) {
            if let result = guarded.run(name, body) { report(result) }
        }
    }
}
