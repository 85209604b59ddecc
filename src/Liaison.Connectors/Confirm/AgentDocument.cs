using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Xml;
using Liaison.Connectors.Soap;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Confirm;

/// <summary>
/// Understands what Confirm's CRM Agent posts. Its documents are not described in public, so any XML will do in which an element has an
/// EnquiryNumber as a child: bare, in a Request, in SOAP, one or many. Credentials in it are passed over and never kept.
/// </summary>
internal sealed class AgentDocument(ConfirmSettings settings, ConfirmTimes times)
{
    public const int MaxBytes = 1024 * 1024;

    public Outcome<PushedChanges> Read(PushedBody body)
    {
        if (body.Bytes.Length > MaxBytes)
        {
            return new Fault(FaultKind.Refused, $"The body is longer than {MaxBytes:N0} bytes.", Code: "too-long");
        }
        if (string.IsNullOrWhiteSpace(settings.ExternalSystemNumber))
        {
            return new Fault(FaultKind.Refused, "External System Number is not set in this connection's settings, so updates cannot be received.", Code: "no-external-system-number");
        }
        SoapNode root;
        try
        {
            root = SafeXml.Parse(body.Bytes, MediaTypeHeaderValue.TryParse(body.ContentType, out var type) ? type.CharSet?.Trim('"') : null);
        }
        catch (XmlException wrong)
        {
            return new Fault(FaultKind.Refused, $"The body is no XML that can be read: {wrong.Message}", Code: "bad-xml");
        }
        var changes = new List<PushedChange>();
        var ignored = new List<string>();
        foreach (var element in root.SelfAndAll().Where(element => element.First("EnquiryNumber") is not null))
        {
            Take(element, changes, ignored);
        }
        return changes.Count + ignored.Count == 0 ? new Fault(FaultKind.Refused, "There is no element with an EnquiryNumber in it.", Code: "no-enquiry")
            : new PushedChanges([.. changes.DistinctBy(change => change.DeduplicationKey)], ignored);
    }

    private void Take(SoapNode element, List<PushedChange> changes, List<string> ignored)
    {
        if (element["EnquiryNumber"] is not { } number || number.Length > 20 || !number.All(char.IsAsciiDigit))
        {
            ignored.Add($"An element {element.Name} without a usable enquiry number.");
            return;
        }
        if (element["ExternalSystemNumber"] is { } system && system.TrimStart('0') != settings.ExternalSystemNumber!.Trim().TrimStart('0'))
        {
            ignored.Add($"Enquiry {number} belongs to external system {system}, not to ours ({settings.ExternalSystemNumber.Trim()}).");
            return;
        }
        var logs = element.All("EnquiryStatusLog").OrderBy(log => log["EnquiryLogNumber"]?.Length ?? 0).ThenBy(log => log["EnquiryLogNumber"], StringComparer.Ordinal).ToList();
        if (logs.Count == 0)
        {
            changes.Add(Change(element, null, number));
        }
        changes.AddRange(logs.Select(log => Change(element, log, number)));
    }

    private PushedChange Change(SoapNode element, SoapNode? log, string number)
    {
        var values = EnquiryValues.Of(element, times);
        if (log is not null)
        {
            EnquiryValues.Scalars(log, values, times);
        }
        var version = values.GetValueOrDefault("EnquiryLogNumber");
        return new PushedChange(ConfirmConnector.Enquiry, number, version, $"{number}_{version}_{Hash(values)}", values.GetValueOrDefault("ExternalSystemReference"), values);
    }

    private static string Hash(Dictionary<string, string> values) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001f', values.OrderBy(value => value.Key, StringComparer.Ordinal).Select(value => $"{value.Key}={value.Value}")))).AsSpan(0, 8));
}
