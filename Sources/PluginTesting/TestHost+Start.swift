internal import PluginKit

extension TestHost {
    /// What `body` makes; where it fails, `nil`, with its message in the log.
    func start<App>(_ body: () throws(PluginFailure) -> App) -> App? {
        do throws(PluginFailure) {
            return try body()
        } catch {
            keep(error.message)
            return nil
        }
    }
}
