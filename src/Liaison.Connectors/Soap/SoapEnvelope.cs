using System.Text;
using System.Xml;

namespace Liaison.Connectors.Soap;

/// <summary>Writes SOAP 1.1 envelopes, and looks into the ones that come back.</summary>
public static class SoapEnvelope
{
    public const string Namespace = "http://schemas.xmlsoap.org/soap/envelope/";
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), NewLineHandling = NewLineHandling.Entitize };

    /// <param name="body">Writes what lies within the body.</param>
    /// <returns>The envelope in UTF-8.</returns>
    public static byte[] Write(Action<XmlWriter> body)
    {
        using var stream = new MemoryStream(4096);
        using (var xml = XmlWriter.Create(stream, Settings))
        {
            xml.WriteStartDocument();
            xml.WriteStartElement("soap", "Envelope", Namespace);
            xml.WriteStartElement("soap", "Body", Namespace);
            body(xml);
            xml.WriteEndDocument();
        }
        return stream.ToArray();
    }

    /// <summary>The first element within the body; null when there is none.</summary>
    /// <exception cref="XmlException">It is no envelope, or no sound XML.</exception>
    public static SoapNode? Open(ReadOnlyMemory<byte> bytes, string? charset)
    {
        var root = SafeXml.Parse(bytes, charset);
        var body = root.Name == "Envelope" ? root.First("Body") : null;
        return body is null ? throw new XmlException($"“{root.Name}” is no SOAP envelope with a body.") : body.Children.Count > 0 ? body.Children[0] : null;
    }

    /// <summary>The faultstring, if that is what the element is.</summary>
    public static string? FaultOf(SoapNode? element) =>
        element is { Name: "Fault" } && (element["faultstring"] ?? element["faultcode"]) is { } text ? text
        : element is { Name: "Fault" } && element.First("Reason") is { } reason ? reason["Text"] ?? reason.Text ?? "" : null;
}
