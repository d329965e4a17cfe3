// What a plugin does wrong while it serves: faults and hangs take the generation out of service.

extension Lifecycle {
    func faulted(_ id: GenerationID, _ fault: Fault) {}

    func blocked(_ id: GenerationID, milliseconds: Int) {}
}
