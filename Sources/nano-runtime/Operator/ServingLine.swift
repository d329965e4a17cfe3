import ControlAPI
import ControlClient

/// One line about an app that a command has changed.
enum ServingLine {
    /// `hello: serving, generation 3, version 1.0.0`
    static func text(_ app: AppReport) -> String {
        let generation = app.servingGeneration.map { ", generation \($0)" } ?? ""
        let version = app.version.map { ", version \($0)" } ?? ""
        return Printable.text("\(app.name): \(app.state.rawValue)\(generation)\(version)")
    }
}
