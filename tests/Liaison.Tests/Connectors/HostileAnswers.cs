using System.IO.Compression;
using System.Text;

namespace Liaison.Tests.Connectors;

/// <summary>An answer as it goes over the line.</summary>
public sealed record HostileAnswer(string Name, byte[] Body, string ContentType, string? Encoding);

/// <summary>Answers that no honest system gives. None may throw, hang or fill the memory.</summary>
public static class HostileAnswers
{
    private const string Open = "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>";
    private const string Close = "</soap:Body></soap:Envelope>";

    public static IReadOnlyList<HostileAnswer> All { get; } =
    [
        Text("nothing", ""),
        Text("half a document", Open + "<ProcessOperationsResult><Response>"),
        Text("rubbish", "\u0001\u0002 not xml at all"),
        Text("an entity bomb", "<!DOCTYPE a [<!ENTITY b \"x\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>" + Open + "<a>&d;</a>" + Close),
        Text("an outside entity", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>" + Open + "<a>&b;</a>" + Close),
        Text("ten thousand levels", Open + string.Concat(Enumerable.Repeat("<a>", 10_000)) + string.Concat(Enumerable.Repeat("</a>", 10_000)) + Close),
        Text("two million elements", Open + "<a>" + string.Concat(Enumerable.Repeat("<b/>", 2_000_000)) + "</a>" + Close),
        Text("another vocabulary", "<feed xmlns=\"http://www.w3.org/2005/Atom\"/>"),
        Text("a SOAP 1.2 envelope of nothing", "<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\"><e:Body/></e:Envelope>"),
        new("twenty megabytes", Fill(20 * 1024 * 1024), "text/xml", null),
        new("a gzip bomb", Bomb(300), "text/xml", "gzip"),
        new("a broken gzip", [0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9], "text/xml", "gzip"),
        new("the wrong encoding", [.. Encoding.ASCII.GetBytes("<?xml version=\"1.0\" encoding=\"utf-8\"?><a>"), 0xff, 0xfe, 0xc3, .. Encoding.ASCII.GetBytes("</a>")], "text/xml; charset=utf-8", null),
        new("a made-up encoding", Encoding.ASCII.GetBytes("<?xml version=\"1.0\" encoding=\"klingon\"?><a/>"), "text/xml; charset=klingon", null),
        new("a picture", [0x89, 0x50, 0x4e, 0x47, 0, 0, 0], "image/png", null),
        new("a web page", "<!DOCTYPE html><html><body>Sign in</body></html>"u8.ToArray(), "text/html", null),
    ];

    private static HostileAnswer Text(string name, string text) => new(name, Encoding.UTF8.GetBytes(text), "text/xml; charset=utf-8", null);

    private static byte[] Fill(int size)
    {
        var bytes = new byte[size];
        Array.Fill(bytes, (byte)'a');
        "<a>"u8.CopyTo(bytes);
        return bytes;
    }

    /// <summary>So many megabytes of noughts in a few hundred kilobytes.</summary>
    private static byte[] Bomb(int megabytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var piece = new byte[1024 * 1024];
            for (var count = 0; count < megabytes; count++)
            {
                gzip.Write(piece);
            }
        }
        return packed.ToArray();
    }
}
