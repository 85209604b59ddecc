using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Deliveries;

namespace Liaison.Connectors.Dynamics;

/// <summary>What Dynamics says when something is wrong, as faults (https://learn.microsoft.com/power-apps/developer/data-platform/reference/web-service-error-codes). The code decides, not the status: some 500s are for ever.</summary>
internal static class DynamicsErrors
{
    public const string Exists = "0x80040237";
    public const string TooBig = "0x80044a02";
    public const string WrongKind = "0x80043e09";

    private static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(20);

    private static readonly FrozenDictionary<string, FaultKind> Kinds = new Dictionary<FaultKind, string>
    {
        [FaultKind.Throttled] = "0x80072322 0x80072321 0x80072326",
        [FaultKind.TimedOut] = "0x80044151",
        [FaultKind.Unavailable] = "0x80044150",
        [FaultKind.LockContention] = "0x80060882 0x80071151",
        [FaultKind.Credentials] = "0x80072560",
        [FaultKind.Permission] = "0x80040220 0x80040299 0x80048306 0x80040225 0x80042f09",
        [FaultKind.Validation] = "0x80040265 0x80044331 0x8004431a 0x80048408 0x80044a02 0x80043e09 0x80040203 0x80040200 0x80048d19 0x80044330 0x80048202",
        [FaultKind.Duplicate] = "0x80040333 0x80040237",
        [FaultKind.NotFound] = "0x80040217 0x80060891",
        [FaultKind.Ambiguous] = "0x80060892",
        [FaultKind.SchemaDrift] = "0x8006088a 0x80041102 0x80041103",
        [FaultKind.Refused] = "0x80060888",
    }.SelectMany(row => row.Value.Split(' ').Select(code => (code, row.Key))).ToFrozenDictionary(row => row.code, row => row.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>For an answer that is no success.</summary>
    public static Fault Of(HttpReply reply, bool writes)
    {
        if (reply.Status is 502 or 503 or 504 || (reply.IsHtml && reply.Status is not (413 or 414)))
        {
            return NetworkFaults.OfStatus(reply, writes) ?? NoAnswer($"The address answers with a web page (HTTP {reply.Status}) where Dynamics' answer should be.", writes);
        }
        return (ErrorIn(reply) is { } error ? Of(error, reply.Status, writes) : Plain(reply, writes)) with { RetryAfter = reply.RetryAfter ?? (reply.Status == 429 ? ShortPause : null) };
    }

    /// <summary>For the error of one request, wherever it stood.</summary>
    public static Fault Of(DynamicsError error, int status, bool writes)
    {
        var kind = status == 401 ? FaultKind.Credentials : Kinds.TryGetValue(error.Code, out var known) ? Judged(known, error)
            : status switch { 403 => FaultKind.Permission, 404 => Judged(FaultKind.NotFound, error), 412 => FaultKind.LockContention, 429 => FaultKind.Throttled, 400 or 405 or 413 or 415 or 501 => Judged(FaultKind.Refused, error), _ => FaultKind.Unknown };
        return new Fault(kind, Say(error, kind), Code: error.Code.Length > 0 ? error.Code : $"http-{status}", InDoubt: writes && (kind is FaultKind.TimedOut or FaultKind.Unavailable or FaultKind.Unknown));
    }

    /// <summary>A 200 that is no answer: a sign-in page, half a document, nothing. What became of a write is not known then.</summary>
    public static Fault NoAnswer(string what, bool writes) => new(FaultKind.Unknown, what, Code: "no-answer", InDoubt: writes);

    public static DynamicsError? ErrorIn(JsonElement body) =>
        body.Part("error") is { ValueKind: JsonValueKind.Object } error ? new DynamicsError(Normal(error.Text("code")), error.Text("message") ?? "")
        : body.Text("Message") is { } said ? new DynamicsError(Normal(body.Text("ErrorCode")), said) : null;

    private static DynamicsError? ErrorIn(HttpReply reply)
    {
        try
        {
            return reply.Body.IsEmpty ? null : ErrorIn(JsonParts.Parse(reply.Body));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Fault Plain(HttpReply reply, bool writes) => reply.Status switch
    {
        401 => new Fault(FaultKind.Credentials, "Dynamics did not accept the access that was granted (HTTP 401).", Code: "http-401"),
        403 => new Fault(FaultKind.Permission, "Dynamics does not let us in (HTTP 403). The user needs a security role in this environment.", Code: "http-403"),
        404 => new Fault(FaultKind.Unknown, "Dynamics knows nothing at this address (HTTP 404). Is the instance URL right?", Code: "http-404"),
        413 or 414 => new Fault(FaultKind.Refused, "The request is longer than Dynamics takes.", Code: NetworkFaults.Code(reply)),
        _ => NetworkFaults.OfStatus(reply, writes) ?? new Fault(FaultKind.Refused, $"Dynamics answers with HTTP {reply.Status}.", Code: NetworkFaults.Code(reply)),
    };

    /// <summary>Some codes mean several things; the words tell which. A name that is gone is no wrong value.</summary>
    private static FaultKind Judged(FaultKind kind, DynamicsError error) =>
        error.Message.Contains("Could not find a property named", StringComparison.OrdinalIgnoreCase) || error.Message.Contains("does not exist on type", StringComparison.OrdinalIgnoreCase)
        || error.Message.Contains("undeclared property", StringComparison.OrdinalIgnoreCase) || error.Message.Contains("Resource not found for the segment", StringComparison.OrdinalIgnoreCase) ? FaultKind.SchemaDrift : kind;

    private static string Say(DynamicsError error, FaultKind kind) => (error.Code, kind) switch
    {
        ("0x80072560", _) => "The user we work as is not known in this environment. For an application, add an application user with a security role in the Power Platform admin center.",
        (_, FaultKind.Credentials) => $"Dynamics did not accept the access that was granted: {error.Message}",
        (TooBig, _) => $"The file is larger than the environment takes: {error.Message}",
        _ => error.Message.Length > 0 ? Inner(error.Message) : error.Code.Length > 0 ? error.Code : "Dynamics refused, and did not say why.",
    };

    /// <summary>Behind a long sentence about help links stands what happened.</summary>
    private static string Inner(string message)
    {
        const string Mark = "Microsoft.OData.ODataException: ";
        var at = message.IndexOf(Mark, StringComparison.Ordinal);
        return at < 0 ? message : message[(at + Mark.Length)..];
    }

    /// <summary>Older paths give codes as signed numbers.</summary>
    private static string Normal(string? code) => code is null ? ""
        : int.TryParse(code, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number < 0 ? "0x" + number.ToString("x8", CultureInfo.InvariantCulture)
        : code.ToLowerInvariant();
}

/// <param name="Code">Hexadecimal, lower case, as <c>0x80040217</c>; empty when none was given.</param>
internal sealed record DynamicsError(string Code, string Message);
