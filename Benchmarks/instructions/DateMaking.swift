import HTTP1

/// Makes the Date of one second after another.
struct DateMaking: Workload {
    mutating func result(number: Int) -> Int {
        let date = HTTPDate(unixSeconds: 784_111_777 + number)
        return Int(date.bytes.unsafeLoad(fromByteOffset: number % 2, as: UInt8.self))
    }
}
