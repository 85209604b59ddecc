using System.Text.RegularExpressions;
using Liaison.Connectors.Http;
using Liaison.Core.Deliveries;

namespace Liaison.Connectors.Confirm;

/// <summary>What Confirm says when something is wrong, as faults. Its reasons have no codes: they are told apart by their words.</summary>
internal static partial class ConfirmErrors
{
    public const string LoggedDate = "logged-date";

    /// <summary>For an answer that is no success by its status; a soap:Fault's text, if there was one, comes along.</summary>
    public static Fault OfStatus(HttpReply reply, string? soapFault, bool writes) => reply.Status switch
    {
        401 => new Fault(FaultKind.Credentials, "The web server before Confirm refused the credentials (HTTP 401).", Code: "http-401"),
        403 => new Fault(FaultKind.Permission, "The web server before Confirm does not let us in (HTTP 403).", Code: "http-403"),
        500 when soapFault is not null && BadRequest().IsMatch(soapFault) => new Fault(FaultKind.Refused, $"Confirm could not read the request: {soapFault}", Code: "soap-fault"),
        500 when soapFault is not null => new Fault(FaultKind.Unavailable, $"Confirm failed: {soapFault}", Code: "soap-fault", RetryAfter: reply.RetryAfter, InDoubt: writes),
        404 => new Fault(FaultKind.Unknown, "There is no Confirm connector at this address (HTTP 404). Check the Endpoint if it lasts.", Code: "http-404"),
        _ => NetworkFaults.OfStatus(reply, writes) ?? new Fault(FaultKind.Refused, $"Confirm answers with HTTP {reply.Status}.", Code: NetworkFaults.Code(reply)),
    };

    /// <summary>A 200 that is no answer: a sign-in page, half a document, an empty Response. What became of a write is not known then.</summary>
    public static Fault NoAnswer(string what, bool writes) => new(FaultKind.Unknown, what, Code: "no-answer", InDoubt: writes);

    /// <summary>For Response/Fault/Reason.</summary>
    public static Fault OfReasons(IReadOnlyList<string> reasons, bool writes)
    {
        var said = string.Join("; ", reasons);
        return said.Contains("PBNI object", StringComparison.OrdinalIgnoreCase)
            ? new Fault(FaultKind.Credentials, $"Confirm did not let us in. The user name, password or Tenant ID is wrong, or the account is locked. It said: {said}", Code: "pbni")
            : LoggedDateReason().IsMatch(said) ? new Fault(FaultKind.Validation, said, Field: "LoggedTime", Code: LoggedDate)
            : Locked().IsMatch(said) ? new Fault(FaultKind.LockContention, said)
            : Database().IsMatch(said) ? new Fault(FaultKind.Unavailable, said, InDoubt: writes)
            : Missing().IsMatch(said) ? new Fault(FaultKind.NotFound, said)
            : NotAllowed().IsMatch(said) ? new Fault(FaultKind.Permission, said)
            : new Fault(FaultKind.Validation, said, Field: FieldIn(said));
    }

    /// <summary>The field that a reason speaks of: an attribute, or the longest field name or label in it.</summary>
    private static string? FieldIn(string reason) =>
        Attribute().Match(reason) is { Success: true } attribute ? ConfirmFields.AttributePrefix + attribute.Groups["code"].Value
        : ConfirmFields.All.Where(field => field.Use.HasFlag(Use.Create))
            .SelectMany(field => Names(field).Select(name => (field.Name, Text: name)))
            .Where(name => reason.Contains(name.Text, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(name => name.Text.Length).Select(name => name.Name).FirstOrDefault()
        ?? Loose.FirstOrDefault(pair => reason.Contains(pair.Word, StringComparison.Ordinal)).Field;

    /// <summary>Reasons name a code by its label without the word "code".</summary>
    private static IEnumerable<string> Names(ConfirmField field) =>
        field.Label.EndsWith(" code", StringComparison.OrdinalIgnoreCase) && field.Label.Contains(' ') && field.Label.Length > 13
            ? [field.Name, field.Label, field.Label[..^5]] : [field.Name, field.Label];

    private static readonly (string Word, string Field)[] Loose =
    [
        ("Action Officer", "AssignedOfficerCode"), ("Enquiry Status", "EnquiryStatusCode"), ("Subject", "SubjectCode"), ("Service", "ServiceCode"), ("Site", "SiteCode"), ("Asset", "CentralAssetId"),
    ];

    [GeneratedRegex("Logged Date .{1,60} must be greater than the Effective Date", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex LoggedDateReason();

    [GeneratedRegex("unable to read request|error in XML document|did not recognize the value of HTTP Header|version mismatch", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex BadRequest();

    [GeneratedRegex(@"deadlock|locked by|being (edited|changed|updated) by", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Locked();

    [GeneratedRegex(@"SQLSTATE|\bORA-\d|database (is|was) |connection (to|with) the database|time-?out", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Database();

    [GeneratedRegex("^(Get enquiry|Validate enquiry update).*Enquiry (does not exist|not found)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Missing();

    [GeneratedRegex("not (authori[sz]ed|permitted)|no permission|access (is )?denied", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotAllowed();

    [GeneratedRegex(@"\bAttribute (?!Value\b)(?<code>[A-Z0-9_-]{1,10})\b(?!.*\bfor Attribute\b)|\bfor Attribute (?<code>[A-Z0-9_-]{1,10})\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Attribute();
}
