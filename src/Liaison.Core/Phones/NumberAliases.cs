namespace Liaison.Core.Phones;

/// <summary>The known cases in which one telephone has two numbers: address books keep the old one for years, and some networks still send it.</summary>
public static class NumberAliases
{
    /// <summary>All rules.</summary>
    public static IReadOnlyList<NumberAlias> All { get; } =
    [
        // 2012 to 2016. Fixed lines begin with 2 to 5 and kept eight digits. WhatsApp still sends the short form (https://github.com/chatwoot/chatwoot/issues/5840).
        new("br-ninth-digit", "55", "([1-9]{2})9([6-9][0-9]{7})", "$1$2", "([1-9]{2})([6-9][0-9]{7})", "${1}9$2", "Brazilian mobile numbers got a ninth digit, a 9 after the area code."),

        // August 2019. Still sent by WhatsApp and Twilio (https://github.com/chatwoot/chatwoot/pull/14174).
        new("mx-mobile-one", "52", "([2-9][0-9]{9})", "1$1", "1([2-9][0-9]{9})", "$1", "Mexican mobile numbers lost the 1 after the country code."),

        // No change of plan: from abroad a mobile number has a 9 after +54, at home a 15 after the area code, and often neither is written.
        new("ar-mobile-nine", "54", "9([0-9]{10})", "$1", null, null, "Argentine mobile numbers have a 9 after the country code that is often left out."),

        // 31 January 2021 (https://github.com/floere/phony/pull/478). The new digits tell the operator, so they do not follow from the old number.
        new("ci-ten-digits", "225", "(?:0[157]|2[157])([0-9]{8})", "$1", null, null, "Ivorian numbers got two digits of the operator before them."),

        // 30 November 2024 (https://github.com/mobi/telephone_number/issues/138).
        new("bj-ten-digits", "229", "01([0-9]{8})", "$1", "([2-9][0-9]{7})", "01$1", "Beninese numbers got 01 before them."),

        // 1 September 2021, CRC resolution 5826.
        new("co-fixed-sixty", "57", "60([124-8][2-8][0-9]{6})", "$1", "([124-8][2-8][0-9]{6})", "60$1", "Colombian fixed lines got 60 before the area code."),

        // 15 September 2018: eleven digits became ten.
        .. Vietnam("120-70 121-79 122-77 126-76 128-78 123-83 124-84 125-85 127-81 129-82 162-32 163-33 164-34 165-35 166-36 167-37 168-38 169-39 186-56 188-58 199-59"),
    ];

    /// <summary>The rules of one calling code.</summary>
    public static IEnumerable<NumberAlias> Of(string callingCode) => All.Where(a => a.CallingCode == callingCode);

    /// <summary>The rule by which one of two national numbers is the other's old form; null when none says so.</summary>
    public static NumberAlias? Between(string callingCode, string national, string other) =>
        Of(callingCode).FirstOrDefault(a => a.OldOf(national) == other || a.OldOf(other) == national);

    private static IEnumerable<NumberAlias> Vietnam(string changes) => changes.Split(' ').Select(change => change.Split('-')).Select(c => new NumberAlias(
        $"vn-mobile-{c[0]}", "84", $"{c[1]}([0-9]{{7}})", $"{c[0]}$1", $"{c[0]}([0-9]{{7}})", $"{c[1]}$1", $"Vietnamese mobile numbers that began with 0{c[0]} begin with 0{c[1]}."));
}
