using System.Globalization;
using System.Text;
using System.Xml;
using Liaison.Sandbox.Confirm.Records;

namespace Liaison.Sandbox.Confirm.Soap;

/// <summary>Writes a reply forward into memory, so that nothing is on the wire before all operations are done.</summary>
public sealed class ReplyWriter : IDisposable
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), CloseOutput = false };
    private readonly MemoryStream stream = new(4096);
    private readonly XmlWriter xml;
    private readonly TenantClock clock;
    private readonly DateForm dates;

    public ReplyWriter(TenantClock clock, DateForm dates, Encoding? encoding = null)
    {
        this.clock = clock;
        this.dates = dates;
        xml = XmlWriter.Create(stream, encoding is null ? Settings : new XmlWriterSettings { Encoding = encoding, CloseOutput = false });
    }

    public void OpenResponse()
    {
        xml.WriteStartDocument();
        xml.WriteStartElement("soap", "Envelope", RequestReader.Envelope11);
        xml.WriteStartElement("soap", "Body", RequestReader.Envelope11);
        xml.WriteStartElement(null, "ProcessOperationsResult", RequestReader.Connector);
        xml.WriteStartElement(null, "Response", "");
    }

    /// <summary>Opens a SOAP request of the same vocabulary, down to the un-namespaced Request.</summary>
    public void OpenRequest()
    {
        xml.WriteStartElement("soap", "Envelope", RequestReader.Envelope11);
        xml.WriteStartElement("soap", "Body", RequestReader.Envelope11);
        xml.WriteStartElement("w", "ProcessOperationsRequest", RequestReader.Connector);
        xml.WriteStartElement(null, "Request", "");
    }

    public void Declaration() => xml.WriteStartDocument();

    public void Open(string element) => xml.WriteStartElement(element);

    public void Close() => xml.WriteEndElement();

    public void Write(string element, string value)
    {
        xml.WriteStartElement(element);
        xml.WriteString(value);
        xml.WriteEndElement();
    }

    /// <summary>Leaves the element out when there is nothing to say.</summary>
    public void Optional(string element, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            Write(element, value);
        }
    }

    public void Write(string element, int value) => Write(element, value.ToString(CultureInfo.InvariantCulture));

    public void Write(string element, bool value) => Write(element, value ? "true" : "false");

    public void Write(string element, DateTime wall) => Write(element, clock.Write(wall, dates));

    public void Fault(string reason)
    {
        Open("Fault");
        Write("Reason", reason);
        Close();
    }

    /// <summary>Closes everything and gives the bytes; the writer is finished then.</summary>
    public ReadOnlyMemory<byte> Finish()
    {
        xml.WriteEndDocument();
        xml.Flush();
        return stream.GetBuffer().AsMemory(0, (int)stream.Length);
    }

    public void Dispose()
    {
        xml.Dispose();
        stream.Dispose();
    }
}
