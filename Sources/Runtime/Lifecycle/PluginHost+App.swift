// What the host of a generation is made of: its app's name and variables, and the operator's log.

import Configuration
import PluginHosting

extension PluginHost {
    convenience init(spec: AppSpec, generation: GenerationID, context: HostContext, log: EventLog) {
        let subject = spec.subject(generation)
        self.init(
            version: Version.text, app: spec.name.text, generation: generation.number,
            variables: spec.settings.environment.variables.map { ($0.name, $0.value) },
            extensions: HostExtension.services, context: context, calls: context.calls,
            log: { log.emit(.appLog(subject, level: Event.Level($0), message: $1)) })
    }
}

extension Event.Level {
    fileprivate init(_ level: PluginLogLevel) {
        self =
            switch level {
            case .debug: .debug
            case .info: .info
            case .warning: .warning
            case .error: .error
            }
    }
}
