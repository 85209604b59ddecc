using System.Text.Json;
using System.Text.RegularExpressions;
using Liaison.Connectors.Http;
using Liaison.Core.Deliveries;

namespace Liaison.Connectors.Kustomer;

/// <summary>
/// What Kustomer says when something is wrong, as faults (https://developer.kustomer.com/docs/concepts/errors). Two shapes of error are in use: the older with title, detail and source, the newer with a message.
/// </summary>
internal static partial class KustomerErrors
{
    public const string OtherRegion = "other-region";
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    /// <summary>For an answer that is no success.</summary>
    /// <param name="reset">When the calls of the minute are whole again, in seconds since 1970, as the answer says.</param>
    public static Fault Of(HttpReply reply, bool writes, string? reset, DateTimeOffset now)
    {
        var errors = ErrorsIn(reply);
        var error = errors.Count > 0 ? errors[0] : null;
        var said = string.Join(' ', errors.Select(one => one.Said).Where(text => text.Length > 0));
        var code = error?.Code is { Length: > 0 } given ? given : NetworkFaults.Code(reply);
        if (reply.Status is >= 400 and < 500 && Pod().Match(said) is { Success: true } pods)
        {
            return new Fault(FaultKind.Credentials, $"The key belongs to another region of Kustomer: {said}. It was made in {KustomerAddresses.PlaceOf(pods.Groups["key"].Value)}, and the base URL leads to {KustomerAddresses.PlaceOf(pods.Groups["here"].Value)}. Enter the base URL of the organisation whose key this is.", Code: OtherRegion);
        }
        return reply.Status switch
        {
            429 => new Fault(FaultKind.Throttled, $"Kustomer asks us to slow down{Because(said)}. All programs of the organisation draw on the same calls.", Code: code, RetryAfter: reply.RetryAfter ?? PauseUntil(reset, now)),
            >= 500 or (>= 300 and < 400) => NetworkFaults.OfStatus(reply, writes)! with { Code = code },
            401 => new Fault(FaultKind.Credentials, Expired().IsMatch(said) ? "The API key has run out. Make a new one in Kustomer and enter it." : $"Kustomer does not know the API key (any more){Because(said)}. It was deleted, or mistyped, or its machine user is gone.", Code: code),
            403 when Network().IsMatch(said) => new Fault(FaultKind.Credentials, $"Kustomer takes this key only from certain addresses, and the hub's is none of them{Because(said)}.", Code: "address-refused"),
            402 => new Fault(FaultKind.Permission, $"Kustomer says that the organisation's plan does not include this{Because(said)}.", Code: code),
            403 => new Fault(FaultKind.Permission, $"The API key's roles do not allow this{Because(said)}. A key's roles are fixed: make a new key with what the guide lists.", Code: code),
            404 when error is not null => new Fault(FaultKind.NotFound, $"Kustomer has no such record{Because(said)}.", Code: code),
            404 => new Fault(FaultKind.Unknown, "Nothing answers at this address (HTTP 404), not even Kustomer's own error. Look at the base URL.", Code: code, InDoubt: false),
            409 => Taken().IsMatch(said) ? new Fault(FaultKind.Duplicate, $"Kustomer has another record with the same value{Because(said)}.", Field(errors), code)
                : new Fault(FaultKind.LockContention, $"Somebody else was changing the record{Because(said)}.", Code: code),
            413 => new Fault(FaultKind.Refused, "The request is larger than Kustomer takes (100 kB).", Code: code),
            400 or 422 when Taken().IsMatch(said) => new Fault(FaultKind.Duplicate, $"Kustomer has another record with the same value{Because(said)}.", Field(errors), code),
            400 or 422 => new Fault(Unknown().IsMatch(said) ? FaultKind.SchemaDrift : FaultKind.Validation, said.Length > 0 ? $"Kustomer refused a value{(Field(errors) is { } field ? $" of {field}" : "")}{Because(said)}." : "Kustomer refused the request, and did not say why.", Field(errors), code),
            _ => NetworkFaults.OfStatus(reply, writes) ?? new Fault(FaultKind.Refused, $"Kustomer answers with HTTP {reply.Status}{Because(said)}.", Code: code),
        };
    }

    /// <summary>A 200 that is no answer: a sign-in page, half a document, nothing. What became of a write is not known then.</summary>
    public static Fault NoAnswer(string what, bool writes) => new(FaultKind.Unknown, what, Code: "no-answer", InDoubt: writes);

    public static IReadOnlyList<KustomerError> ErrorsIn(HttpReply reply)
    {
        try
        {
            return reply.Body.IsEmpty || reply.IsHtml ? [] : [.. JsonParts.Parse(reply.Body).Items("errors").Select(Read)];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static KustomerError Read(JsonElement error)
    {
        var source = error.Part("source") ?? default;
        var words = new[] { error.Text("title"), error.Text("message"), error.Text("detail") is { } detail && !detail.StartsWith('/') ? detail : null }.OfType<string>().Distinct(StringComparer.Ordinal);
        return new KustomerError(error.Text("code") ?? "", string.Join(": ", words), source.Text("parameter") ?? source.Text("pointer"), error.Text("detail"));
    }

    private static string? Field(IReadOnlyList<KustomerError> errors) => errors.Select(error => error.Parameter).FirstOrDefault(name => name is { Length: > 0 });

    private static string Because(string said) => said.Length > 0 ? $": {said.TrimEnd('.')}" : "";

    private static TimeSpan? PauseUntil(string? reset, DateTimeOffset now)
    {
        if (!long.TryParse(reset, out var at) || at <= 0 || at > 32_503_680_000)
        {
            return null;
        }
        var pause = DateTimeOffset.FromUnixTimeSeconds(at) - now;
        return pause <= TimeSpan.Zero ? TimeSpan.FromSeconds(1) : pause < LongestPause ? pause : LongestPause;
    }

    [GeneratedRegex(@"associated with pod (?<key>\w+).*handled by (?<here>\w+)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Pod();

    [GeneratedRegex(@"expired", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Expired();

    [GeneratedRegex(@"\b(ip|cidr|ip address)\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Network();

    [GeneratedRegex(@"duplicate|already (exists|taken|in use)|must be unique|not unique", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Taken();

    [GeneratedRegex(@"additional propert|unknown (attribute|property)|not defined", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Unknown();
}

/// <param name="Said">The words meant for people.</param>
/// <param name="Parameter">The field or parameter at fault.</param>
/// <param name="Detail">Often a pointer into Kustomer's own schema.</param>
internal sealed record KustomerError(string Code, string Said, string? Parameter, string? Detail);
