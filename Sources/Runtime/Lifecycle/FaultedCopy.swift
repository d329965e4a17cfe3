import Glibc

/// The private copy of a generation that faulted, held open: it can be staged again whatever has
/// become of its name by then.
final class FaultedCopy {
    let spec: AppSpec
    let copy: StagedCopy
    let descriptor: Int32

    /// `nil` where the copy cannot be opened.
    init?(_ record: GenerationRecord) {
        spec = record.spec
        copy = record.copy
        descriptor = open(record.copy.path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { return nil }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }
}
