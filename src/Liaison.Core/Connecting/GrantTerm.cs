namespace Liaison.Core.Connecting;

/// <summary>How long a grant is reckoned to last, and when to get a newer one. Counted by our own clock from the moment when it was stored.</summary>
/// <param name="RefreshAt">When a connection in use gets a newer one: at about three quarters of the life.</param>
/// <param name="KeepAt">When a quiet one does: refresh tokens die of lying unused.</param>
public sealed record GrantTerm(DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, DateTimeOffset RefreshAt, DateTimeOffset KeepAt)
{
    /// <summary>Nothing shorter is taken for a life: a token refused sooner was withdrawn, it did not run out.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>Systems let a refresh token die after thirty days of rest, the strictest that we know; a week leaves room for trouble.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromDays(7);

    private const double Share = 0.75;
    private const double Jitter = 0.05;

    /// <param name="told">What the connector says of the new grant: only the distance between its two times counts.</param>
    /// <param name="observed">The life that earlier grants were seen to have, if it was shorter than told.</param>
    /// <param name="chance">Between nought and one: spreads many connections over time.</param>
    public static GrantTerm Of(Grant told, TimeSpan? observed, DateTimeOffset now, double chance)
    {
        var life = told.ExpiresAt - told.IssuedAt;
        life = observed < life ? observed.Value : life;
        life = life < Shortest ? Shortest : life;
        var spread = 1 + (Jitter * ((2 * chance) - 1));
        return new GrantTerm(now, now + life, now + (life * Share * spread), now + (Rest * spread));
    }

    /// <summary>What a refusal teaches: the life, when it was shorter than reckoned; null when it teaches nothing.</summary>
    public static TimeSpan? Observed(DateTimeOffset issuedAt, DateTimeOffset expiresAt, DateTimeOffset refusedAt) =>
        refusedAt < expiresAt && refusedAt - issuedAt >= Shortest ? refusedAt - issuedAt : null;
}
