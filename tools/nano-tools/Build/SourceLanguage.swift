/// What a set of sources is written in, and so how it is compiled.
enum SourceLanguage: Equatable {
    /// C, C++ or both.
    case native
    case swift(SwiftMode)
}
