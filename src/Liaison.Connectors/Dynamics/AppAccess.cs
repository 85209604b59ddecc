using Liaison.Connectors.Http;
using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Connectors.Dynamics;

/// <summary>The application's own access, kept while it lasts and renewed before it ends. One caller asks; the others wait for what comes.</summary>
internal sealed class AppAccess(DynamicsAuth auth, TimeProvider time)
{
    private const double Share = 0.75;
    private readonly Turnstile gate = new();
    private volatile Grant? kept;

    /// <param name="refused">The access token that was just refused; null for the current one.</param>
    public async Task<Outcome<Grant>> Get(Secret? refused, Calls calls, CancellationToken cancel) =>
        Usable(refused) is { } ready ? ready : await gate.Through(async () => Usable(refused) is { } other ? other : (await auth.AsApplication(calls, cancel)).Match<Outcome<Grant>>(grant => kept = grant, fault => fault), cancel);

    private Grant? Usable(Secret? refused) => kept is { } grant && grant.Access != refused && time.GetUtcNow() < grant.IssuedAt + ((grant.ExpiresAt - grant.IssuedAt) * Share) ? grant : null;
}
