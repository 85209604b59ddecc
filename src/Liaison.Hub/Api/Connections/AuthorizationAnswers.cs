using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Hub.Connecting;
using Liaison.Storage.Configuration;

namespace Liaison.Hub.Api.Connections;

public enum AuthorizationState { NotConnected, Connected, ReconnectNeeded }

/// <param name="ReturnTo">A page of ours to come back to, as <c>/connections/con_…</c>; <c>connected=ID</c> is added to it. Without it the answer is a small page that tells the one that opened it and closes.</param>
/// <param name="ConfirmOtherOrganisation">Whether another organisation than the one before may be connected.</param>
public sealed record AuthorizationRequest(string? ReturnTo = null, bool ConfirmOtherOrganisation = false);

/// <param name="Url">Where to send the person's browser, within ten minutes.</param>
/// <param name="RedirectUrl">What the app over there must list among its redirect URLs.</param>
public sealed record AuthorizationStart(Uri Url, string RedirectUrl);

/// <summary>Whose access it is.</summary>
public sealed record AccountAnswer(string UserId, string UserName, string Email);

/// <param name="Used">Calls in the period that the other system counts, by all integrations of the organisation.</param>
/// <param name="HeldBackUntil">Until then, what can wait leaves the rest to people who wait for an answer; null when nothing is held back.</param>
public sealed record CallBudgetAnswer(long Used, long Limit, DateTimeOffset At, DateTimeOffset? HeldBackUntil = null);

/// <param name="Organisation">The one that is or was connected.</param>
/// <param name="ExpiresAt">When the present access is reckoned to end; a newer one is fetched before.</param>
/// <param name="RedirectUrl">What the app over there must list among its redirect URLs.</param>
/// <param name="ProviderApp">Whether whoever runs this hub has registered an app of their own for this kind of system.</param>
/// <param name="Fault">Why it must be connected again, or why renewing fails at the moment.</param>
public sealed record AuthorizationAnswer(
    AuthorizationState State, string RedirectUrl, bool ProviderApp, AccountAnswer? Account = null, string? Organisation = null, Uri? Instance = null, DateTimeOffset? ConnectedAt = null,
    DateTimeOffset? ExpiresAt = null, CallBudgetAnswer? CallBudget = null, Fault? Fault = null)
{
    public static AuthorizationAnswer Of(StoredGrant? stored, CallBudgetReport? budget, DateTimeOffset? heldBackUntil, string redirectUrl, bool providerApp)
    {
        var spent = budget is null ? null : new CallBudgetAnswer(budget.Budget.Used, budget.Budget.Limit, budget.At, heldBackUntil);
        var organisation = stored?.Organisation is { Length: > 0 } known ? known : null;
        var account = stored?.Grant?.Account is { } who ? new AccountAnswer(who.UserId, who.UserName, who.Email) : null;
        return stored switch
        {
            { Ended: { } ended } => new(AuthorizationState.ReconnectNeeded, redirectUrl, providerApp, account, organisation, stored.Grant?.Instance, stored.ConnectedAt, null, spent, ended),
            { Grant: { } grant } => new(AuthorizationState.Connected, redirectUrl, providerApp, account, organisation, grant.Instance, stored.ConnectedAt, grant.ExpiresAt, spent, stored.LastFault),
            _ => new(AuthorizationState.NotConnected, redirectUrl, providerApp, null, organisation, CallBudget: spent),
        };
    }
}

/// <param name="Revoked">Whether the other system has withdrawn the access too; the tokens are deleted here in any case.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record DisconnectAnswer(bool Revoked, string Message);
