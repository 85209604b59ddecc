using System.Text;
using System.Xml;
using Liaison.Connectors.Soap;
using Xunit;

namespace Liaison.Tests.Connectors;

public sealed class SafeXmlTest
{
    public static TheoryData<string> Forbidden =>
    [
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a SYSTEM \"http://127.0.0.1/x.dtd\"><a/>",
        "<!DOCTYPE a PUBLIC \"-//W3C//DTD XHTML 1.0//EN\" \"http://127.0.0.1/x.dtd\"><a/>",
        "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"http://169.254.169.254/latest/meta-data/\">]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"ftp://127.0.0.1/x\">]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"jar:file:///x!/y\">]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"netdoc:///etc/passwd\">]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"expect://id\">]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"php://filter/read=convert.base64-encode/resource=/etc/passwd\">]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY % x SYSTEM \"http://127.0.0.1/x.dtd\"> %x;]><a/>",
        "<!DOCTYPE a [<!ENTITY % x \"<!ENTITY y SYSTEM 'file:///etc/passwd'>\"> %x;]><a>&y;</a>",
        "<!DOCTYPE a [<!ATTLIST a b CDATA #FIXED \"c\">]><a/>",
        "<!DOCTYPE a [<!NOTATION n SYSTEM \"x\">]><a/>",
        "<!DOCTYPE a [<!ELEMENT a ANY>]><a/>",
        "<!DOCTYPE a [<!ENTITY a0 \"lol\"><!ENTITY a1 \"&a0;&a0;&a0;\"><!ENTITY a2 \"&a1;&a1;&a1;\">]><a>&a2;</a>",
        "<!DOCTYPE a [<!ENTITY x \"&x;\">]><a>&x;</a>",
        "\n<!DOCTYPE a>\n<a/>",
        "<!--x--><!DOCTYPE a><a/>",
        "<?x y?><!DOCTYPE a><a/>",
        "<a><!DOCTYPE b></a>",
        "<a>&undeclared;</a>",
        "<a>&#0;</a>",
        "<a>&#xFFFF;</a>",
        "<a b=\"<\"/>",
        "<a b=\"1\" b=\"2\"/>",
        "<a><b></a></b>",
        "<a/><a/>",
        "<a>]]></a>",
        "<x:a/>",
        "",
        "   ",
        "<",
    ];

    [Theory, MemberData(nameof(Forbidden))]
    public void Forbidden_or_broken_text_is_refused(string text) => Assert.ThrowsAny<XmlException>(() => SafeXml.Parse(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData(SafeXml.MaxDepth, true)]
    [InlineData(SafeXml.MaxDepth + 1, false)]
    [InlineData(10_000, false)]
    public void Depth_is_bounded(int depth, bool readable)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", depth)) + string.Concat(Enumerable.Repeat("</a>", depth)));
        Assert.Equal(readable, Record.Exception(() => SafeXml.Parse(bytes)) is null);
    }

    [Fact]
    public void Fifty_megabytes_are_refused()
    {
        var bytes = new byte[50 * 1024 * 1024];
        Array.Fill(bytes, (byte)'a');
        "<a>"u8.CopyTo(bytes);
        Assert.ThrowsAny<XmlException>(() => SafeXml.Parse(bytes));
    }

    [Fact]
    public void An_XInclude_is_only_an_element() =>
        Assert.Equal("include", SafeXml.Parse("<a xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"file:///etc/passwd\" parse=\"text\"/></a>"u8.ToArray()).Children.Single().Name);

    [Theory]
    [InlineData("utf-8", null, false)]
    [InlineData("utf-8", "utf-8", true)]
    [InlineData("utf-16", null, true)]
    [InlineData("utf-16", null, false)]
    [InlineData("utf-16BE", null, true)]
    [InlineData("iso-8859-1", null, false)]
    [InlineData("iso-8859-1", "utf-8", false)] // somebody typed the header
    [InlineData("iso-8859-1", "iso-8859-1", false)]
    [InlineData("windows-1252", null, false)]
    public void Text_is_read_in_the_encoding_it_is_in(string name, string? charset, bool mark)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes($"<?xml version=\"1.0\" encoding=\"{name}\"?><a>Zoë £5</a>")];
        Assert.Equal("Zoë £5", SafeXml.Parse(bytes, charset).Text);
    }

    [Fact]
    public void Names_are_local_nil_is_absent_and_one_is_a_list()
    {
        var node = SafeXml.Parse("<x:a xmlns:x='u'><x:b> 1 </x:b><c nil='true' xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='true'>x</c><d/><e><![CDATA[<&>]]></e></x:a>"u8.ToArray());
        Assert.Equal(("a", "1", null, null, "<&>"), (node.Name, node["b"], node["c"], node["d"], node["e"]));
        Assert.Single(node.All("b"));
    }
}
