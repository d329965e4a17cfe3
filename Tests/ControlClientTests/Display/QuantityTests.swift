import ControlClient
import Testing

@Suite struct QuantityTests {
    @Test(arguments: [
        (-5, "0 ms"), (0, "0 ms"), (850, "850 ms"), (1_000, "1 s"), (59_999, "59 s"),
        (192_000, "3m 12s"), (60_000, "1m 00s"), (18_180_000, "5h 03m"),
        (187_200_000, "2d 4h"),
    ])
    func agesAreInTheTwoLargestUnits(milliseconds: Int, text: String) {
        #expect(Quantity.age(milliseconds: milliseconds) == text)
    }

    @Test(arguments: [
        (0, "0 B"), (1_023, "1023 B"), (1_024, "1.0 KiB"), (12_897_485, "12.3 MiB"),
        (1 << 20, "1.0 MiB"), ((1 << 20) - 1, "1.0 MiB"), (5 << 30, "5.0 GiB"),
        (Int.max, "8.0 EiB"),
    ])
    func sizesHaveOneDecimal(bytes: Int, text: String) {
        #expect(Quantity.size(bytes: bytes) == text)
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567"), (-1_234, "-1,234"),
        (Int.min, "-9,223,372,036,854,775,808"),
    ])
    func countsAreGrouped(number: Int, text: String) {
        #expect(Quantity.count(number) == text)
    }

    @Test(arguments: [
        (0, "0"), (0.44, "0.4"), (99.9, "99.9"), (99.96, "100"), (12_345.6, "12,346"),
    ])
    func largeRatesAreWhole(perSecond: Double, text: String) {
        #expect(Quantity.rate(perSecond) == text)
    }

    @Test(arguments: [
        (0, "0.00 ms"), (0.000_08, "0.08 ms"), (0.000_999, "1.0 ms"), (0.0042, "4.2 ms"),
        (0.00997, "10 ms"), (0.12, "120 ms"), (0.9999, "1.0 s"), (1.5, "1.5 s"),
    ])
    func latenciesHaveTwoDigitsThatMatter(seconds: Double, text: String) {
        #expect(Quantity.latency(seconds: seconds) == text)
    }
}
