using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;
using Microsoft.AspNetCore.WebUtilities;

namespace Liaison.Tests.Grants;

public sealed record GrantedSettings
{
    [Setting("Address", "Where it is.", Required = true, Type = "url")]
    public string? Address { get; init; }

    [Setting("Client ID", "The app's name; the provider's app when empty.")]
    public string? ClientId { get; init; }

    [Setting("Client Secret", "The app's secret.")]
    public Secret ClientSecret { get; init; }
}

/// <summary>Works by a grant of <see cref="AccessServer"/>, over real HTTP: as a connector of a system that does not tell how long its tokens live.</summary>
public sealed class GrantedConnector(GrantedSettings settings, ConnectorContext context) : IConnector, IAuthorize, ITestConnection, IReadRecords
{
    /// <summary>What the connector reckons where the system does not say.</summary>
    public static readonly TimeSpan Reckoned = TimeSpan.FromHours(2);

    public static ConnectorDeclaration Declaration { get; } = new()
    {
        Kind = "granted",
        Name = "Granted",
        Summary = "A system that people sign in to.",
        Settings = typeof(GrantedSettings),
        RecordTypes = ["Greeting"],
        Open = static (settings, context) => new GrantedConnector((GrantedSettings)settings, context),
    };

    private string ClientId => settings.ClientId is { Length: > 0 } own ? own : context.ProviderApp?.ClientId ?? "";

    private Secret ClientSecret => settings.ClientId is { Length: > 0 } ? settings.ClientSecret : context.ProviderApp?.ClientSecret ?? default;

    public Uri AuthorizationUrl(string redirect, string state, string challenge) => new(QueryHelpers.AddQueryString(At("authorize").ToString(), new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["response_type"] = "code", ["client_id"] = ClientId, ["redirect_uri"] = redirect, ["state"] = state, ["code_challenge"] = challenge, ["code_challenge_method"] = "S256",
    }));

    public Task<Outcome<Grant>> Exchange(string code, string redirect, string verifier, Calls calls, CancellationToken cancel) =>
        Token(null, cancel, new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", redirect), new("code_verifier", verifier));

    public Task<Outcome<Grant>> Refresh(Grant old, Calls calls, CancellationToken cancel) => Token(old, cancel, new("grant_type", "refresh_token"), new("refresh_token", old.Refresh!.Value.Value!));

    public async Task<Outcome<bool>> Revoke(Grant grant, Calls calls, CancellationToken cancel)
    {
        using var form = new FormUrlEncodedContent([new("token", grant.Refresh?.Value)]);
        using var answer = await context.Http.PostAsync(At("revoke"), form, cancel);
        return answer.IsSuccessStatusCode ? true : new Fault(FaultKind.Unavailable, $"HTTP {(int)answer.StatusCode}");
    }

    public async Task<Outcome<TestReport>> Test(Calls calls, CancellationToken cancel) =>
        (await Read("Greeting", "1", calls, cancel)).Match<Outcome<TestReport>>(_ => new TestReport("It said hello.", []), fault => fault);

    public async Task<Outcome<RecordValues>> Read(string recordType, string record, Calls calls, CancellationToken cancel)
    {
        Secret? refused = null;
        for (var tries = 0; tries < 2; tries++)
        {
            var access = await context.Access(refused, cancel);
            if (access is not Outcome<Grant>.Success(var grant))
            {
                return ((Outcome<Grant>.Failure)access).Fault;
            }
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(grant.Instance, "hello")) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", grant.Access.Value) } };
            using var answer = await context.Http.SendAsync(request, cancel);
            if (answer.StatusCode != HttpStatusCode.Unauthorized)
            {
                return new RecordValues(record, null, new Dictionary<string, string>(StringComparer.Ordinal));
            }
            refused = grant.Access;
        }
        return new Fault(FaultKind.Permission, "It refused a token that was new.");
    }

    private async Task<Outcome<Grant>> Token(Grant? old, CancellationToken cancel, params KeyValuePair<string, string>[] fields)
    {
        using var form = new FormUrlEncodedContent([.. fields, new("client_id", ClientId), new("client_secret", ClientSecret.Value ?? "")]);
        HttpResponseMessage answer;
        try
        {
            answer = await context.Http.PostAsync(At("token"), form, cancel);
        }
        catch (HttpRequestException broken)
        {
            return new Fault(FaultKind.Unreachable, broken.Message, InDoubt: true);
        }
        using (answer)
        {
            if ((int)answer.StatusCode >= 500)
            {
                return new Fault(FaultKind.Unavailable, $"HTTP {(int)answer.StatusCode}");
            }
            var said = (await answer.Content.ReadFromJsonAsync<Dictionary<string, string>>(cancel))!;
            var now = context.Time.GetUtcNow();
            return said.TryGetValue("error", out var error) ? new Fault(FaultKind.Credentials, $"{error}: {said["error_description"]}", Code: error)
                : new Grant(new Secret(said["access_token"]), said.TryGetValue("refresh_token", out var refresh) ? new Secret(refresh) : null, new Uri(said["instance_url"]), now, now + Reckoned,
                    old?.Account ?? new GrantAccount("005", said["user"], said["user"], said["organisation"]));
        }
    }

    private Uri At(string path) => new(new Uri(settings.Address!), path);
}
