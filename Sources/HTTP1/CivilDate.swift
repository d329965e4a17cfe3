/// A day of the proleptic Gregorian calendar.
///
/// By Howard Hinnant's `civil_from_days` ("chrono-Compatible Low-Level Date Algorithms"): the
/// calendar repeats every 400 years, an era, and a year that begins in March has its leap day
/// last.
struct CivilDate: Equatable {
    let year: Int
    /// 1 to 12.
    let month: Int
    /// 1 to 31.
    let day: Int

    init(daysSince1970: Int) {
        let daysPerEra = 146_097
        let days = daysSince1970 + 719_468  // since 0000-03-01
        let era = (days >= 0 ? days : days - (daysPerEra - 1)) / daysPerEra
        let dayOfEra = days - era * daysPerEra
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153

        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }
}
