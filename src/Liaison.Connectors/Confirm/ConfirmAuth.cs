using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Confirm;

/// <summary>
/// ConfirmWeb's token: got with the same user as the connector, remembered until shortly before it ends, asked for by one caller at a time.
/// (The connector itself has no token: name and password travel in each request.)
/// </summary>
internal sealed class ConfirmAuth(ConfirmSettings settings, Uri web, HttpCalls http, TimeProvider time)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);
    private readonly Turnstile gate = new();
    private volatile WebToken? held;

    /// <param name="refused">A token that was not taken: it is not given again.</param>
    public async Task<Outcome<WebToken>> Token(WebToken? refused, Calls calls, CancellationToken cancel) =>
        Usable(refused) is { } ready ? ready : await gate.Through(() => Ask(refused, calls, cancel), cancel);

    private async Task<Outcome<WebToken>> Ask(WebToken? refused, Calls calls, CancellationToken cancel)
    {
        if (Usable(refused) is { } byAnother)
        {
            return byAnother;
        }
        if ((await Fetch(calls, cancel)).Failed(out var fault, out var token))
        {
            return fault;
        }
        return held = token;
    }

    private WebToken? Usable(WebToken? refused) => held is { } token && !ReferenceEquals(token, refused) && time.GetUtcNow() < token.Until ? token : null;

    private async Task<Outcome<WebToken>> Fetch(Calls calls, CancellationToken cancel)
    {
        var call = new HttpCall(HttpMethod.Post, new Uri(web, "oauth/token"))
        {
            Content = static () => new FormUrlEncodedContent([new("grant_type", "client_credentials")]),
            Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{settings.Username}:{settings.Password.Value}"))),
            Shown = "grant_type=client_credentials",
            ShownAnswer = 0,
        };
        if ((await http.Send(call, calls, cancel)).Failed(out var fault, out var reply))
        {
            return fault;
        }
        return reply.Status is 400 or 401 ? new Fault(FaultKind.Credentials, $"ConfirmWeb refused the user name or password (HTTP {reply.Status}).", Code: NetworkFaults.Code(reply))
            : !reply.IsSuccess ? UploadErrors.OfStatus(reply, writes: false)
            : Read(reply);
    }

    private Outcome<WebToken> Read(HttpReply reply)
    {
        try
        {
            using var json = JsonDocument.Parse(reply.Body, new JsonDocumentOptions { MaxDepth = 16 });
            if (json.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("access_token", out var token) && token.GetString() is { Length: > 0 } delivered)
            {
                // The life has been seen to exceed a month; a day is enough, and outlives no change of password for long.
                var life = root.TryGetProperty("expires_in", out var seconds) && seconds.TryGetDouble(out var told) && told > 0 ? TimeSpan.FromSeconds(Math.Min(told, Longest.TotalSeconds)) : Margin * 2;
                var margin = life > Margin * 2 ? Margin : life / 4;
                return new WebToken(delivered, time.GetUtcNow() + life - margin);
            }
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return new Fault(FaultKind.Unknown, $"ConfirmWeb's token answer cannot be read: {wrong.Message}", Code: "no-token");
        }
        return new Fault(FaultKind.Unknown, "ConfirmWeb's answer holds no access_token. Is the ConfirmWeb base url right?", Code: "no-token");
    }
}

/// <summary>A token as delivered: a BASE64 text, whose decoded form goes into the AccessToken header.</summary>
internal sealed record WebToken(string Delivered, DateTimeOffset Until)
{
    public string Decoded
    {
        get
        {
            var bytes = new byte[Delivered.Length];
            return Convert.TryFromBase64String(Delivered, bytes, out var length) && !bytes.AsSpan(0, length).ContainsAnyExceptInRange((byte)' ', (byte)'~')
                ? Encoding.ASCII.GetString(bytes, 0, length) : Delivered;
        }
    }

    public override string ToString() => "WebToken " + Secret.Dots;
}
