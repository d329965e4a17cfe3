// `create`, `destroy` and the functions of the extensions run on a thread of their generation,
// never on the lifecycle thread: one plugin that hangs there stops nobody else. The thread ends
// before the image is closed.

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
        _ image: PluginImage, _ host: PluginHost, _ generation: GenerationID,
        report: @escaping @Sendable (CreateResult) -> Void
    ) throws(ThreadError) -> NamedThread {
        try NamedThread("create-\(generation)", owner: generation) {
            var app: UnsafeMutableRawPointer?
            let code = image.functions.pointee.create!(host.pointer, &app)
            guard code == NANO_OK else { return report(.failed(code: code)) }
            let extensions = PluginExtensions(image.functions, app)
            report(
                .created(
                    PluginInstance(functions: image.functions, app: app, extensions: extensions)))
        }
    }

    /// Runs the plugin's `destroy`; `report` is called on the new thread, last.
    static func destroy(
        _ plugin: PluginInstance, _ generation: GenerationID,
        report: @escaping @Sendable () -> Void
    ) throws(ThreadError) -> NamedThread {
        try NamedThread("destroy-\(generation)", owner: generation) {
            plugin.functions.pointee.destroy!(plugin.app)
            report()
        }
    }

    /// Runs a function of the plugin's extensions; `report` is called on the new thread, last.
    static func run(
        _ call: ExtensionCall, _ plugin: PluginInstance, _ generation: GenerationID,
        report: @escaping @Sendable (Result<SavedState?, ExtensionCallError>) -> Void
    ) throws(ThreadError) -> NamedThread {
        try NamedThread("\(call.name)-\(generation)", owner: generation) {
            report(Result { () throws(ExtensionCallError) in try call.run(in: plugin) })
        }
    }
}
