using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Liaison.Core.Connecting;
using Liaison.Core.Shared;
using Liaison.Hub.Hosting;
using Liaison.Storage.Configuration;
using Liaison.Storage.People;

namespace Liaison.Hub.Connecting;

/// <summary>Connecting: a person is sent to the other system's own sign-in and comes back with a code (OAuth 2.0 with PKCE; RFC 9700 says what to guard against). And disconnecting.</summary>
public sealed class Authorizations(
    GrantStore store, AuthorizationStore begun, GrantCalls calls, Grants grants, ConnectorPool pool, ConnectionStore connections, HubIdentity self, TimeProvider time, Random random,
    ILogger<Authorizations> log)
{
    private const int LongestCode = 4096;
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(200);

    /// <summary>Begins a sign-in.</summary>
    /// <param name="session">The token of the sign-in here that begins it, and alone may end it.</param>
    /// <param name="redirect">Where the other system is to send the person back to; sent again with the code, letter by letter.</param>
    /// <returns>Where to send the person.</returns>
    /// <exception cref="InvalidOperationException">The connector cannot be opened, or cannot do this.</exception>
    public async Task<Uri> Begin(Connection connection, string session, string redirect, string? returnTo, bool otherOrganisation, CancellationToken cancel)
    {
        var (state, verifier) = (Random256(), Random256());
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        using var lease = pool.Take(connection);
        var system = lease.Connector as IAuthorize ?? throw new InvalidOperationException($"“{connection.Kind}” has no sign-in.");
        var url = system.AuthorizationUrl(redirect, state, challenge);
        await begun.Begin(state, session,
            new Authorization(connection.Tenant, connection.Id, new Secret(verifier), redirect, new Uri(url.GetLeftPart(UriPartial.Path)), returnTo, otherOrganisation, time.GetUtcNow() + AuthorizationStore.Lifetime), cancel);
        return url;
    }

    /// <summary>Takes what a person came back with.</summary>
    /// <param name="session">The token of the person's sign-in here; null when nobody is signed in.</param>
    public async Task<AuthorizationEnd> Finish(AuthorizationReply reply, string? session, Actor? actor, CancellationToken cancel)
    {
        var end = reply.State is not { Length: > 0 and < 200 } state ? new AuthorizationEnd.Refused("state-missing", "This address was not called by the sign-in that was begun here. Press Connect in the connection's settings.")
            : await begun.Take(state, session, cancel) switch
            {
                TakenState.Good(var authorization) when actor is not null => await Finish(reply, authorization, actor, cancel),
                TakenState.Expired(var late) => new AuthorizationEnd.Refused("state-expired", "The sign-in took longer than ten minutes. Press Connect again.", late.ReturnTo),
                TakenState.UsedBefore(var again) => new AuthorizationEnd.Refused("state-used", "This answer was taken already, and counts once. If the connection is not shown as connected, press Connect again.", again.ReturnTo),
                TakenState.Foreign => session is null
                    ? new AuthorizationEnd.Refused("signed-out", "You are not signed in here any more, so the answer was not taken. Sign in, and press Connect again.")
                    : new AuthorizationEnd.Refused("state-foreign", "This sign-in was begun by somebody else, or before you last signed in here, so it was not taken. Press Connect in the connection's settings."),
                _ => new AuthorizationEnd.Refused("state-unknown", "Nobody here has begun this sign-in. Press Connect in the connection's settings."),
            };
        if (end is AuthorizationEnd.Refused refused)
        {
            ConnectingLog.AuthorizationRefused(log, refused.Code);
        }
        return end;
    }

    /// <summary>Withdraws the access over there, then forgets it here, even when the first could not be done.</summary>
    public async Task<Disconnection> Disconnect(Connection connection, Actor actor)
    {
        if (await Quiet(connection.Id) is not { Grant: { } grant } stored)
        {
            await store.Disconnect(connection.Tenant, connection.Id, revoked: false, actor, CancellationToken.None);
            grants.Know(connection.Id, await store.Find(connection.Id, CancellationToken.None));
            return new Disconnection(false, "It was not connected.");
        }
        var outcome = await calls.Ask(connection.Tenant, connection.Id, (system, exchange, token) => system.Revoke(grant, exchange, token));
        var revoked = outcome is Outcome<bool>.Success { Value: true };
        await store.Disconnect(connection.Tenant, connection.Id, revoked, actor, CancellationToken.None);
        grants.Know(connection.Id, await store.Find(connection.Id, CancellationToken.None));
        ConnectingLog.Disconnected(log, connection.Id.Value, revoked);
        return new Disconnection(revoked, revoked ? "Disconnected. The access was withdrawn over there as well."
            : stored.Ended is not null ? "Disconnected. The access had ended already."
            : $"Disconnected here: the tokens are deleted. Over there the access could not be withdrawn{(outcome is Outcome<bool>.Failure(var fault) ? $" ({fault.Redacted(grant).Detail.TrimEnd('.')})" : "")}; an administrator there can do it in the list of connected apps.");
    }

    private async Task<AuthorizationEnd> Finish(AuthorizationReply reply, Authorization authorization, Actor actor, CancellationToken cancel)
    {
        AuthorizationEnd.Refused No(string code, string words) => new(code, words, authorization.ReturnTo);
        if (!IsOf(reply.Issuer, authorization.Authority))
        {
            return No("wrong-issuer", "The answer comes from another system than the one you were sent to, so it was not taken. Press Connect again; if it happens again, tell whoever looks after security.");
        }
        if (reply.Error is { Length: > 0 } error)
        {
            return No("refused-there", $"{AuthorizationRefusals.Words(error, reply.ErrorDescription)} (It said: {Said(error, reply.ErrorDescription)}.)");
        }
        if (reply.Code is not { Length: > 0 and < LongestCode } code)
        {
            return No("code-missing", "The other system sent you back without a code. Press Connect again.");
        }
        if (await connections.Open(authorization.Tenant, authorization.Connection, cancel) is not { } connection)
        {
            return No("connection-gone", "The connection has been deleted meanwhile.");
        }
        // From here on nothing is broken off: a code is good once, and what it brings must be stored or withdrawn.
        var outcome = await calls.Ask(authorization.Tenant, connection.Id, (system, exchange, token) => system.Exchange(code, authorization.Redirect, authorization.Verifier.Value!, exchange, token));
        if (outcome is not Outcome<Grant>.Success(var grant))
        {
            var fault = ((Outcome<Grant>.Failure)outcome).Fault.Redacted(new Secret(code), authorization.Verifier);
            return No("exchange-failed", $"You signed in, but the access could not be fetched. {fault.Detail} {AdviceFor(fault.Detail)}".TrimEnd());
        }
        return await store.Connect(authorization.Tenant, connection.Id, grant, GrantTerm.Of(grant, null, time.GetUtcNow(), random.NextDouble()), authorization.OtherOrganisation, actor, CancellationToken.None) switch
        {
            Saved<StoredGrant>.Done(var stored) => Done(stored),
            Saved<StoredGrant>.Clash { Detail: var before } => await Withdrawn("other-organisation",
                $"You signed in to the organisation {grant.Account.Organisation}, but this connection belonged to {before}, and the records that are linked live there. Nothing was changed. Sign in to the same organisation, or press Connect again and confirm that it is to be another."),
            _ => await Withdrawn("connection-gone", "The connection has been deleted meanwhile."),
        };

        AuthorizationEnd Done(StoredGrant stored)
        {
            grants.Know(connection.Id, stored);
            ConnectingLog.Connected(log, connection.Id.Value);
            return new AuthorizationEnd.Connected(connection.Id, connection.Name, grant.Account, authorization.ReturnTo);
        }

        async Task<AuthorizationEnd> Withdrawn(string code, string words)
        {
            await calls.Ask(authorization.Tenant, connection.Id, (system, exchange, token) => system.Revoke(grant, exchange, token));
            return No(code, words);
        }
    }

    /// <summary>Waits until nobody is renewing, and keeps others from beginning; a renewal that takes too long finds out by itself that its answer is not wanted.</summary>
    private async Task<StoredGrant?> Quiet(Id<Connection> id)
    {
        for (var tries = 0; ; tries++)
        {
            var stored = await store.Find(id, CancellationToken.None);
            var now = time.GetUtcNow();
            if (stored?.Grant is null || stored.Ended is not null || stored.RetryAt > now || tries >= 25
                || await store.Claim(id, stored.Generation, needed: true, self.Owner, now, now + GrantRenewal.Lease, CancellationToken.None) is not null)
            {
                return stored;
            }
            await Task.Delay(Glance, time);
        }
    }

    /// <summary>Whether an answer may come from whom it says: the very host that the person was sent to, or a neighbour under the same name. Who says nothing is known by the state alone.</summary>
    private static bool IsOf(string? issuer, Uri authority)
    {
        if (string.IsNullOrEmpty(issuer))
        {
            return true;
        }
        if (!Uri.TryCreate(issuer, UriKind.Absolute, out var said) || said.Scheme != authority.Scheme || said.Port != authority.Port)
        {
            return false;
        }
        var parent = authority.HostNameType == UriHostNameType.Dns && authority.IdnHost.Split('.') is { Length: > 2 } labels ? "." + string.Join('.', labels[1..]) : null;
        return string.Equals(said.IdnHost, authority.IdnHost, StringComparison.OrdinalIgnoreCase) || (parent is not null && said.IdnHost.EndsWith(parent, StringComparison.OrdinalIgnoreCase));
    }

    private static string Said(string error, string? description)
    {
        var said = string.IsNullOrWhiteSpace(description) ? error : $"{error}, {description}";
        return (said.Length <= 300 ? said : said[..300] + "…").TrimEnd('.');
    }

    private static string AdviceFor(string said) => AuthorizationRefusals.Words(said, null) is var words && words.StartsWith("The other system did not", StringComparison.Ordinal) ? "" : words;

    private static string Random256() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
