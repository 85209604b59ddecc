using System.Text;
using System.Xml;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Confirm;

/// <summary>What the CRM Agent is answered: the mirror image of its own vocabulary. (What it expects is not public; the HTTP status is what a caller can rely on.)</summary>
internal static class AgentReply
{
    public static PushReply To(Outcome<PushedChanges> received) => received.Match(
        changes => new PushReply(200, "text/xml; charset=utf-8", Write(xml =>
        {
            foreach (var change in changes.Changes)
            {
                xml.WriteStartElement("OperationResponse");
                xml.WriteStartElement("EnquiryUpdateResponse");
                xml.WriteStartElement("Enquiry");
                xml.WriteElementString("EnquiryNumber", change.Record);
                if (change.Version is not null)
                {
                    xml.WriteElementString("EnquiryLogNumber", change.Version);
                }
                xml.WriteEndElement();
                xml.WriteEndElement();
                xml.WriteEndElement();
            }
        })),
        fault => new PushReply(StatusOf(fault), "text/xml; charset=utf-8", Write(xml =>
        {
            xml.WriteStartElement("Fault");
            xml.WriteElementString("Reason", Soap.LegalText.Clean(fault.Detail).Text);
            xml.WriteEndElement();
        })));

    /// <summary>What is refused for good is a 400; anything else may go better the next time.</summary>
    private static int StatusOf(Fault fault) => fault.Verdict == Verdict.Retry ? 503 : 400;

    private static string Write(Action<XmlWriter> content)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
        {
            xml.WriteStartElement("Response");
            content(xml);
            xml.WriteEndElement();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
