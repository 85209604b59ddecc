using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Kustomer;

/// <summary>
/// Understands what an outbound web hook posts (https://developer.kustomer.com/docs/events/outbound-webhooks). Only what bears the hook's signature is taken. The same event may come several times and in any order: its id
/// tells the first from the rest, and the record's rev the newer from the older.
/// </summary>
internal sealed class WebHooks(KustomerSettings settings)
{
    public const string Channel = "web-hook";
    public const string Signature = "X-Kustomer-Webhook-Signature";

    /// <summary>How Kustomer says that a program caused a change.</summary>
    private const string Program = "api-gw";

    private readonly string? org = KustomerAddresses.ApiOf(settings.BaseUrl).Org;

    public Outcome<PushedChanges> Read(PushedBody body)
    {
        if (body.Channel != Channel)
        {
            return Refused($"There is no channel “{body.Channel}” for Kustomer; its web hooks go to {Channel}.", "channel");
        }
        if (!settings.WebHookToken.IsSet)
        {
            return Refused("No web hook token is entered, so nobody can tell who sent this.", "no-token");
        }
        if (!IsSigned(body))
        {
            return Refused("The signature is not the one of the web hook whose token is entered.", "signature");
        }
        try
        {
            return Read(JsonParts.Parse(body.Bytes));
        }
        catch (JsonException wrong)
        {
            return Refused($"The body cannot be read: {wrong.Message}", "not-json");
        }
    }

    public static PushReply Reply(Outcome<PushedChanges> received) => received.Match(
        static _ => new PushReply(200, "application/json", "{}"),
        static fault => new PushReply(fault.Code is "signature" or "no-token" ? 401 : fault.Verdict == Verdict.Retry ? 503 : 400, "application/json", JsonSerializer.Serialize(new { error = fault.Detail }, JsonParts.Json)));

    /// <summary>The signature is the HMAC-SHA256 of the body as it came, in lower case hexadecimal.</summary>
    private bool IsSigned(PushedBody body)
    {
        var own = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(settings.WebHookToken.Value!), body.Bytes.Span));
        var given = body.Headers.FirstOrDefault(header => header.Key.Equals(Signature, StringComparison.OrdinalIgnoreCase)).Value?.Trim() ?? "";
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(own), Encoding.ASCII.GetBytes(given));
    }

    private Outcome<PushedChanges> Read(JsonElement envelope)
    {
        var name = envelope.Text("name") ?? "";
        if (envelope.Text("id") is not { Length: > 0 } id || envelope.Part("data") is not { ValueKind: JsonValueKind.Object } data || RecordReader.ReadValues(data) is not { } values)
        {
            return Refused("This is no event: its id or its record is missing.", "not-an-event");
        }
        if (envelope.Text("orgName") is { } from && org is not null && !from.Equals(org, StringComparison.OrdinalIgnoreCase))
        {
            return Ignored($"{name} is of the organisation “{from}”, and this connection's is “{org}”.");
        }
        var type = data.Text("type")!;
        if (Resource.Of(type) is null)
        {
            return Ignored($"{name} is about a {type}, which is brought nowhere.");
        }
        if (!settings.OtherPrograms && envelope.Text("client") == Program)
        {
            return Ignored($"{name} of {type} {values.Record} was caused by a program.");
        }
        if (name.EndsWith(".delete", StringComparison.Ordinal))
        {
            return Ignored($"{type} {values.Record} was deleted.");
        }
        var ours = (data.Part("attributes") ?? default).Text("externalId");
        return new PushedChanges([new PushedChange(type, values.Record, values.Version, id, ours, values.Values)], []);
    }

    private static PushedChanges Ignored(string why) => new([], [why]);

    private static Fault Refused(string why, string code) => new(FaultKind.Refused, why, Code: code);
}
