using System.Xml;
using Liaison.Connectors.Soap;

namespace Liaison.Connectors.Confirm;

/// <summary>One operation of a request.</summary>
/// <param name="Name">The operation's element.</param>
/// <param name="Write">Writes what is in it; elements are in no namespace.</param>
internal sealed record ConfirmOperation(string Name, Action<XmlWriter> Write)
{
    public static ConfirmOperation Plain(string name, params (string Element, string Value)[] parts) => new(name, xml =>
    {
        foreach (var (element, value) in parts)
        {
            xml.WriteElementString(element, value);
        }
    });

    public string Response => Name + "Response";
}

/// <summary>What came back for a request: answers and refusals beside each other.</summary>
/// <param name="Answers">One for each operation that was done: its XxxResponse.</param>
/// <param name="Refusals">The reasons of the others; nothing but their words says which.</param>
internal sealed record ConfirmReply(IReadOnlyList<SoapNode> Answers, IReadOnlyList<string> Refusals);

/// <summary>The envelope, both ways. Only the body's element is in Confirm's namespace, all below it is in none.</summary>
internal static class ConfirmWire
{
    public const string Namespace = "http://www.confirm.co.uk/schema/am/connector/webservice";
    public const string Action = "\"" + Namespace + "/ProcessOperations\"";

    public static byte[] Request(string username, string password, string databaseId, IReadOnlyList<ConfirmOperation> operations) => SoapEnvelope.Write(xml =>
    {
        xml.WriteStartElement("w", "ProcessOperationsRequest", Namespace);
        xml.WriteStartElement("", "Request", "");
        xml.WriteStartElement("Authentication");
        xml.WriteElementString("Username", username);
        xml.WriteElementString("Password", password);
        xml.WriteElementString("DatabaseId", databaseId);
        xml.WriteEndElement();
        for (var index = 0; index < operations.Count; index++)
        {
            xml.WriteStartElement("Operation");
            xml.WriteElementString("RequestId", (index + 1).ToString());
            xml.WriteStartElement(operations[index].Name);
            operations[index].Write(xml);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
    });

    /// <summary>Null when the body's element holds no Response of the expected kind.</summary>
    public static ConfirmReply? Read(SoapNode? body) => body?.First("Response") is not { } response ? null : new ConfirmReply(
        [.. response.All("OperationResponse").SelectMany(one => one.Children).Where(child => child.Name.EndsWith("Response", StringComparison.Ordinal))],
        [.. response.All("Fault").Select(fault => fault["Reason"] ?? fault.Text ?? "No reason was given.")]);
}
