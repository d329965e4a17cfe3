import Glibc

/// No process was to be had in which constructors could be tried.
struct LoadTrialError: Error, CustomStringConvertible {
    let call: String
    let code: Int32

    var description: String {
        "cannot try its constructors in a process of their own: \(call): "
            + String(cString: strerror(code))
    }
}
