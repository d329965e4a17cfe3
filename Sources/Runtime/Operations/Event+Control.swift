// What operators have asked for, and what became of it.

import Configuration

extension Event {
    /// A command was answered.
    /// - Parameter origin: who asked.
    static func controlCommand(
        _ command: ControlCommand, origin: String, _ result: Result<ControlOutcome, ControlError>
    ) -> Event {
        var fields: [(key: String, value: Value)] = [("command", .text(command.name))]
        if let app = command.app { fields.append(("app", .text(app.text))) }
        fields.append(("origin", .text(origin)))
        switch result {
        case .success:
            return Event("control_command", fields + [("outcome", .text("done"))])
        case .failure(let error):
            let outcome: [(key: String, value: Value)] = [
                ("outcome", .text(error.name)), ("reason", .text(error.description)),
            ]
            return Event("control_command", level: .warning, fields + outcome)
        }
    }
}
