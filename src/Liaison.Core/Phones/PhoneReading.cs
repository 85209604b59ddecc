namespace Liaison.Core.Phones;

/// <summary>What came of reading a text as a telephone number.</summary>
public abstract record PhoneReading
{
    private PhoneReading() { }

    /// <summary>The SIP address, when it was written as one: <c>ann@example.org</c>.</summary>
    public string? Sip => this is Parsed p ? p.SipAddress : (this as NotANumber)?.SipAddress;

    /// <summary>The number, valid or only possible: what one may search by when a fresh number range must not keep a caller from being found.</summary>
    public PhoneNumber? Likely => this is Parsed p ? p.Number : (this as NotANumber)?.Possible;

    /// <param name="SipAddress">When the number came in a SIP address, that address, without its scheme and parameters: <c>+442079460000@sbc.example</c>.</param>
    public sealed record Parsed(PhoneNumber Number, string? SipAddress = null) : PhoneReading;

    /// <param name="Raw">As it was written.</param>
    /// <param name="Digits">The digits that were written, with the plus if there was one, extension aside; empty when there is nothing to compare by.</param>
    /// <param name="SipAddress">The SIP address that it is, or that hid the number.</param>
    /// <param name="Possible">When it is not valid only because nobody has been given such numbers, as far as the plans know: the number that it would be. Its length is right.</param>
    public sealed record NotANumber(NotANumberReason Reason, string Raw, string Digits = "", string? SipAddress = null, PhoneNumber? Possible = null) : PhoneReading
    {
        /// <summary>As a sentence's end: “the number is withheld”.</summary>
        public string Why => Reason switch
        {
            NotANumberReason.Empty => "no number is given",
            NotANumberReason.Withheld => "the number is withheld",
            NotANumberReason.ShortCode => "it is a short code or an internal extension",
            NotANumberReason.SipAddress => "it is a SIP address without a telephone number",
            NotANumberReason.NoDigits => "it holds nothing that is written like a number",
            NotANumberReason.TooShort => "it has too few digits",
            NotANumberReason.TooLong => "it is too long",
            NotANumberReason.CountryUnknown => "it names no country, and no default region is set",
            NotANumberReason.NotValid => "no numbering plan has such a number",
            NotANumberReason.Undecided => "reading it took too long",
            _ => throw new InvalidOperationException($"{Reason} has no sentence."),
        };
    }
}

/// <summary>Why a text is not a telephone number that one can search by.</summary>
public enum NotANumberReason
{
    Empty = 0,

    /// <summary>Anonymous, private, withheld, unknown.</summary>
    Withheld = 1,

    /// <summary>112, *98, an extension inside the organisation.</summary>
    ShortCode = 2,
    SipAddress = 3,
    NoDigits = 4,
    TooShort = 5,
    TooLong = 6,
    CountryUnknown = 7,
    NotValid = 8,

    /// <summary>A pattern ran into its time limit: the machine is overloaded.</summary>
    Undecided = 9,
}
