namespace Liaison.Sandbox.Dynamics.OAuth;

/// <summary>What one approval of one user gave to the app. Earlier refresh tokens go on working beside later ones.</summary>
public sealed class Grant
{
    public required string Id { get; init; }
    public required Guid User { get; init; }
    public required string Scope { get; init; }
    public required string Resource { get; init; }

    /// <summary>Empty without <c>offline_access</c>.</summary>
    public List<string> RefreshTokens { get; init; } = [];

    public bool Revoked { get; set; }
}

/// <summary>Who may call what until when.</summary>
/// <param name="Resource">The address that it is good for, without a slash at the end.</param>
public sealed record AccessToken(string Token, Guid User, string Grant, string Resource, DateTimeOffset Expires);

/// <summary>A code that waits to be exchanged.</summary>
public sealed record AuthorizationCode(string Code, Guid User, string RedirectUri, string? Challenge, string Scope, string Resource, DateTimeOffset Expires);

/// <summary>Who makes a request.</summary>
/// <param name="User">The systemuser whose rights count and who is written into the records.</param>
/// <param name="Address">The instance URL, as the caller wrote it.</param>
public sealed record Session(Guid User, string Address);
