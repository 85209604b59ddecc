using Liaison.Core.Phones;
using Xunit;

namespace Liaison.Tests.Phones;

public sealed class PhoneParserTest
{
    [Theory]
    [InlineData("020 7946 0000 ", "GB", "+442079460000")] // a trailing space
    [InlineData("030/1234567", "DE", "+49301234567")] // a slash
    [InlineData("+1.415.555.2671", null, "+14155552671")]
    [InlineData("(415) 555-2671", "US", "+14155552671")]
    [InlineData("+44 (0)20 7946 0000", "US", "+442079460000")]
    [InlineData("+44(0)2079460000", null, "+442079460000")]
    [InlineData("0044 (0) 20 7946 0000", null, "+442079460000")]
    [InlineData("+39 (06) 698 12345", null, "+390669812345")]
    [InlineData("+39 (0)6 698 12345", null, "+390669812345")] // Italy keeps its zero
    [InlineData("+39 (0)331 234567", null, "+390331234567")] // and would be a mobile number without it
    [InlineData("+1 (0) 415 555 2671", null, "+14155552671")]
    [InlineData("0044 20 7946 0000", "US", "+442079460000")] // 00, where 011 is dialled
    [InlineData("011 44 20 7946 0000", "US", "+442079460000")]
    [InlineData("0011 44 20 7946 0000", "AU", "+442079460000")]
    [InlineData("００４４２０７９４６００００", "DE", "+442079460000")]
    [InlineData("＋４４ ２０ ７９４６ ００００", null, "+442079460000")]
    [InlineData("٠٢٠٧٩٤٦٠٠٠٠", "GB", "+442079460000")]
    [InlineData("\u202A+44 20 7946 0000\u202C", null, "+442079460000")] // marks of direction, from a spreadsheet
    [InlineData("+44\u00A020\u20117946\u20110000", null, "+442079460000")]
    [InlineData("tel:+44-20-7946-0000", null, "+442079460000")]
    [InlineData("tel:7946-0000;phone-context=+44-20", null, "+442079460000")]
    [InlineData("tel:020-7946-0000;phone-context=example.com", "gb", "+442079460000")]
    [InlineData("Ann, mobile: 07911 123456", "GB", "+447911123456")]
    [InlineData("8 (495) 123-45-67", "RU", "+74951234567")]
    [InlineData("+800 1234 5678", null, "+80012345678")]
    public void A_number_is_recognised_however_it_is_written(string raw, string? region, string e164) => Assert.Equal(e164, Number(raw, region).E164);

    [Theory]
    [InlineData("020 7946 0000 ext. 12", "GB", "12")]
    [InlineData("020 7946 0000 x12", "GB", "12")]
    [InlineData("020 7946 0000 #12", "GB", "12")]
    [InlineData("+442079460000;ext=0012", null, "0012")]
    [InlineData("tel:+44-20-7946-0000;ext=12", null, "12")]
    [InlineData("sip:+442079460000;ext=12@sbc.example;user=phone", null, "12")]
    [InlineData("01 42 68 53 00 poste 12", "FR", "12")]
    [InlineData("22 123 45 67 wew. 12", "PL", "12")]
    [InlineData("030 1234567 Durchwahl 12", "DE", "12")]
    [InlineData("+7 495 123-45-67 доб. 12", null, "12")]
    [InlineData("415 555 2671,,12", "US", "12")]
    public void An_extension_is_kept_apart(string raw, string? region, string extension)
    {
        var number = Number(raw, region);
        Assert.Equal(extension, number.Extension);
        Assert.DoesNotContain("12", number.E164[^4..], StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_keeps_how_it_was_written()
    {
        Assert.Equal(new PhoneNumber("+442079460000", "44", "GB", "2079460000", "12", " 020 7946 0000 x12 "), Number(" 020 7946 0000 x12 ", "GB"));
        Assert.Null(Number("+80012345678", null).Region);
        Assert.Equal("CA", Number("+1 506 234 5678", null).Region);
    }

    [Theory]
    [InlineData("sip:+442079460000@sbc.example", "+442079460000@sbc.example")]
    [InlineData("sips:+442079460000:secret@SBC.example:5061;user=phone", "+442079460000@sbc.example")]
    [InlineData("\"Ann <3\" <sip:+442079460000@sbc.example;transport=tls>;tag=8f2", "+442079460000@sbc.example")]
    [InlineData("Ann Smith <sip:%2B442079460000@[2001:db8::1]:5060>", "+442079460000@[2001:db8::1]")]
    [InlineData("02079460000@sbc.example", "02079460000@sbc.example")]
    public void A_sip_address_gives_its_user_when_that_is_a_number(string raw, string address)
    {
        var parsed = Assert.IsType<PhoneReading.Parsed>(PhoneParser.Parse(raw, "GB"));
        Assert.Equal("+442079460000", parsed.Number.E164);
        Assert.Equal(address, parsed.SipAddress);
    }

    [Theory]
    [InlineData("sip:ann@example.org", "ann@example.org")]
    [InlineData("ann.2079460000@example.org", "ann.2079460000@example.org")]
    [InlineData("sip:1001@pbx.local", "1001@pbx.local")]
    [InlineData("<sip:ann@example.org:5060;transport=udp>", "ann@example.org")]
    public void A_sip_address_without_a_number_is_kept_as_an_address(string raw, string address)
    {
        var not = NotANumber(raw, "GB");
        Assert.Equal(NotANumberReason.SipAddress, not.Reason);
        Assert.Equal(address, not.SipAddress);
    }

    [Theory]
    [InlineData("anonymous")]
    [InlineData("Anonymous")]
    [InlineData("<sip:anonymous@anonymous.invalid>")]
    [InlineData("\"Anonymous\" <sip:anonymous@192.0.2.1>")]
    [InlineData("sip:Restricted@carrier.example")]
    [InlineData("Private Number")]
    [InlineData("(unknown)")]
    [InlineData("No Caller ID")]
    [InlineData("Unknown Caller")]
    [InlineData("numéro masqué")]
    [InlineData("Nume\u0301ro masque\u0301")] // accents of their own
    [InlineData("Numer zastrzeżony")]
    [InlineData("NIEZNANY")]
    [InlineData("Unbekannt")]
    [InlineData("Número desconocido")]
    [InlineData("numero privato")]
    [InlineData("非通知")]
    [InlineData("неизвестный номер")]
    [InlineData("+266696687")] // ANONYMOUS on a keypad
    public void A_withheld_number_is_told_apart_in_many_languages(string raw) => Assert.Equal(NotANumberReason.Withheld, NotANumber(raw, "GB").Reason);

    [Theory]
    [InlineData(null, "GB", NotANumberReason.Empty)]
    [InlineData(" \t\u200E", "GB", NotANumberReason.Empty)]
    [InlineData("*98", "US", NotANumberReason.ShortCode)]
    [InlineData("*67 415 555 2671", "US", NotANumberReason.ShortCode)]
    [InlineData("#31#07700900123", "GB", NotANumberReason.ShortCode)]
    [InlineData("112", "DE", NotANumberReason.ShortCode)]
    [InlineData("4711", null, NotANumberReason.ShortCode)]
    [InlineData("Ann Smith", "GB", NotANumberReason.NoDigits)]
    [InlineData("+", "GB", NotANumberReason.NoDigits)]
    [InlineData("+44", "GB", NotANumberReason.TooShort)]
    [InlineData("12345678901234567890", "US", NotANumberReason.TooLong)]
    [InlineData("020 7946 0000", null, NotANumberReason.CountryUnknown)]
    [InlineData("020 7946 0000", "UK", NotANumberReason.CountryUnknown)] // no such region
    [InlineData("+999 123456789", "GB", NotANumberReason.NotValid)]
    [InlineData("+1 555 010 0199", "US", NotANumberReason.NotValid)]
    public void What_is_not_a_number_says_why(string? raw, string? region, NotANumberReason reason)
    {
        var not = NotANumber(raw, region);
        Assert.Equal(reason, not.Reason);
        Assert.NotEmpty(not.Why);
    }

    [Fact]
    public void A_text_of_more_than_250_characters_is_not_a_number()
    {
        Assert.Equal("+442079460000", Number("+44 20 7946 0000" + new string(' ', 234), null).E164);
        Assert.Equal(NotANumberReason.TooLong, NotANumber("+44 20 7946 0000" + new string(' ', 235), null).Reason);
    }

    [Fact]
    public void Every_reason_has_its_sentence() => Assert.All(Enum.GetValues<NotANumberReason>(), reason => Assert.NotEmpty(new PhoneReading.NotANumber(reason, "").Why));

    private static PhoneNumber Number(string? raw, string? region) => Assert.IsType<PhoneReading.Parsed>(PhoneParser.Parse(raw, region)).Number;

    private static PhoneReading.NotANumber NotANumber(string? raw, string? region) => Assert.IsType<PhoneReading.NotANumber>(PhoneParser.Parse(raw, region));
}
