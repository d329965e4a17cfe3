/// `error` in words. Embedded Swift cannot print a value of unknown type.
func describe<Failure: Error>(_ error: Failure) -> String {
    #if hasFeature(Embedded)
        "an error"
    #else
        (error as? PluginFailure)?.message ?? String(describing: error)
    #endif
}
