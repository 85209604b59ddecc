namespace Liaison.Sandbox.Salesforce.OAuth;

/// <summary>What one approval of one user gave to the app: a chain of refresh tokens, and access tokens.</summary>
public sealed class Grant
{
    public required string Id { get; init; }
    public required string User { get; init; }
    public required string Scope { get; init; }

    /// <summary>Refresh tokens in the order of their giving; only the last one counts. Empty without offline access.</summary>
    public List<string> RefreshTokens { get; init; } = [];

    public bool Revoked { get; set; }
}

/// <summary>Who may call until when.</summary>
public sealed record AccessToken(string Token, string User, string Grant, DateTimeOffset Expires);

/// <summary>A code that waits to be exchanged.</summary>
public sealed record AuthorizationCode(string Code, string User, string RedirectUri, string? Challenge, string Scope, DateTimeOffset Expires);

/// <summary>Who makes a request.</summary>
/// <param name="User">The id of the user.</param>
/// <param name="Address">The instance URL, as the caller wrote it.</param>
public sealed record Session(string User, string Address, string IdentityUrl);
